package market.tessera.provider.provider;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Readable, unique, lasting names for addresses. */
@Component
public class Slugs {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SEPARATORS = Pattern.compile("[^a-z0-9]+");
    private static final int LONGEST = 80;

    private final DatabaseClient database;

    Slugs(DatabaseClient database) {
        this.database = database;
    }

    /**
     * What a thing would like to be called.
     *
     * @param candidates in order of preference; the last one is expected to be free
     */
    public record Wish(List<String> candidates) {
        /** The name itself, else the name with what tells the thing from others of that name. */
        public static Wish of(String name, String distinction) {
            return of(List.of(name), name, distinction);
        }

        /**
         * Names in order of preference, else the name with what tells the thing from others of that name, else with that in short: two long
         * distinctions can begin alike.
         */
        public static Wish of(List<String> preferred, String name, String distinction) {
            return new Wish(Stream.concat(
                            preferred.stream(),
                            Stream.of(join(name, from(distinction)), join(name, brief(distinction))))
                    .distinct()
                    .toList());
        }

        /** Whether a slug is one that this would have led to. */
        public boolean isMetBy(String slug) {
            return candidates.contains(slug) || slug.matches(Pattern.quote(candidates.getLast()) + "-\\d+");
        }

        private static String brief(String distinction) {
            return HexFormat.of().formatHex(Digest.of(distinction), 0, 5);
        }
    }

    /**
     * A free slug for each wish, in their order, all different. Two transactions may choose the same; the unique constraint then stops the
     * later one, which has to choose again.
     *
     * @param table with a column {@code slug}
     */
    public Mono<List<String>> choose(String table, List<Wish> wishes) {
        var candidates = wishes.stream()
                .flatMap(wish -> wish.candidates().stream())
                .distinct()
                .toArray(String[]::new);
        return database.sql("select * from taken_slugs(cast(cast(:table as text) as regclass), :candidates)")
                .bind("table", table)
                .bind("candidates", candidates)
                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                .all()
                .collectList()
                .map(taken -> assign(wishes, new HashSet<>(taken)));
    }

    private static List<String> assign(List<Wish> wishes, Set<String> taken) {
        var chosen = new ArrayList<String>(wishes.size());
        for (var wish : wishes) {
            chosen.add(Stream.concat(
                            wish.candidates().stream(),
                            numbered(wish.candidates().getLast()))
                    .filter(taken::add)
                    .findFirst()
                    .orElseThrow());
        }
        return chosen;
    }

    private static Stream<String> numbered(String name) {
        return Stream.iterate(2, number -> number + 1).map(number -> name + "-" + number);
    }

    /** Lower-case ASCII letters, digits and hyphens, cut at a word; {@code untitled} if nothing of the text is left. */
    public static String from(String text) {
        var plain = MARKS.matcher(Normalizer.normalize(spelled(text), Normalizer.Form.NFKD))
                .replaceAll("");
        var slug = SEPARATORS.matcher(plain).replaceAll("-").replaceAll("^-|-$", "");
        return slug.isEmpty() ? "untitled" : cut(slug);
    }

    public static String join(String first, String second) {
        return first + "-" + second;
    }

    /** Letters that Unicode does not take apart. */
    private static String spelled(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replace("ø", "o")
                .replace("æ", "ae")
                .replace("œ", "oe")
                .replace("ß", "ss")
                .replace("đ", "d")
                .replace("ð", "d")
                .replace("þ", "th")
                .replace("ł", "l")
                .replace("'", "")
                .replace("’", "");
    }

    private static String cut(String slug) {
        if (slug.length() <= LONGEST) {
            return slug;
        }
        var end = slug.lastIndexOf('-', LONGEST);
        return slug.substring(0, end > LONGEST / 2 ? end : LONGEST);
    }
}
