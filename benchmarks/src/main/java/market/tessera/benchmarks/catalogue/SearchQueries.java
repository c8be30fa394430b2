package market.tessera.benchmarks.catalogue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What people may look for in a generated catalogue: one or two words of a title, counts of five facets, and half of the time a filter or an order. */
public final class SearchQueries {
    private static final long SEED = 42;
    private static final String FACETS = "&facets=subject,level,mode,language,credential";
    private static final List<String> NARROWED = List.of("", "&mode=online", "", "&hoursMax=200&sort=price");

    /** An encoded letter that has lost its end. */
    private static final Pattern CUT_SIGN = Pattern.compile("(%[0-9a-f]{0,2})+$");

    private SearchQueries() {}

    /** Paths of the search API, the same ones for the same catalogue. */
    public static List<String> of(GeneratedCatalogue catalogue, int count) {
        var random = new SplittableRandom(SEED);
        return IntStream.range(0, count)
                .mapToObj(number -> "/api/v1/offerings?q=%s%s%s"
                        .formatted(words(catalogue, random), NARROWED.get(number % NARROWED.size()), FACETS))
                .toList();
    }

    /** Paths of suggestions for what people have typed so far, from the second letter on. */
    public static List<String> beginnings(GeneratedCatalogue catalogue, int count) {
        var random = new SplittableRandom(SEED);
        return IntStream.range(0, count)
                .mapToObj(_ -> words(catalogue, random).toLowerCase(Locale.ROOT))
                .map(words -> words.substring(0, Math.min(words.length(), 2 + random.nextInt(7))))
                .map(typed -> "/api/v1/suggestions?q=" + CUT_SIGN.matcher(typed).replaceAll(""))
                .toList();
    }

    /** Single words of titles, encoded for an address. */
    public static List<String> words(GeneratedCatalogue catalogue, int count) {
        var random = new SplittableRandom(SEED);
        return IntStream.range(0, count)
                .mapToObj(_ -> words(catalogue, random).split("\\+", 2)[0])
                .toList();
    }

    private static String words(GeneratedCatalogue catalogue, SplittableRandom random) {
        var title = catalogue
                .offering(random.nextInt(catalogue.size()))
                .path("title")
                .asString();
        var words = Arrays.stream(title.split("[^\\p{L}]+", -1))
                .filter(word -> word.length() > 3)
                .toList();
        if (words.isEmpty()) {
            return words(catalogue, random);
        }
        var first = random.nextInt(words.size());
        return words.stream()
                .skip(first)
                .limit(1 + random.nextInt(2))
                .map(word -> URLEncoder.encode(word, StandardCharsets.UTF_8))
                .collect(Collectors.joining("+"));
    }
}
