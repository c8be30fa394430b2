package market.tessera.provider.elements;

import com.github.difflib.text.DiffRow;
import com.github.difflib.text.DiffRowGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import market.tessera.provider.elements.Difference.Piece;
import market.tessera.provider.media.Media;
import market.tessera.provider.offering.Elements;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Puts two versions side by side, word by word. */
@Component
public class Differences {
    private static final char BEGIN = '\uE000';
    private static final char END = '\uE001';
    /** A number is one, whatever parts its thousands. */
    private static final Pattern WORD =
            Pattern.compile("\\p{N}+(?:[.,]\\p{N}+)*|[\\p{L}\\p{M}\\p{N}]+|\\s+|.", Pattern.DOTALL);

    private static final Pattern MARKED = Pattern.compile(BEGIN + "([^" + END + "]*)" + END);

    private final ElementWords words;

    Differences(ElementWords words) {
        this.words = words;
    }

    public List<Difference> between(@Nullable Elements before, Elements after, Locale locale) {
        return Change.between(before, after).stream()
                .map(change -> difference(change, locale))
                .toList();
    }

    private Difference difference(Change change, Locale locale) {
        return between(
                        change.element(),
                        words.label(change.element(), locale),
                        text(change.element(), change.before(), locale),
                        text(change.element(), change.after(), locale))
                .showing(picture(change.before()), picture(change.after()))
                .leadingTo(documents(change.before()), documents(change.after()));
    }

    private static List<Difference.Document> documents(@Nullable JsonNode value) {
        return value == null || !value.isArray()
                ? List.of()
                : value.valueStream()
                        .filter(entry -> entry.path("url").asString("").matches(Media.ADDRESS))
                        .map(entry -> new Difference.Document(
                                entry.path("title").asString(""),
                                entry.path("url").asString("")))
                        .toList();
    }

    private static @Nullable String picture(@Nullable JsonNode value) {
        var address = value == null ? "" : value.path("url").asString("");
        return address.matches(Media.ADDRESS) ? address : null;
    }

    private String text(String element, @Nullable JsonNode value, Locale locale) {
        return value == null ? "" : words.text(element, value, locale);
    }

    /** Two texts about the same thing, line by line. */
    public static Difference between(String element, String label, String before, String after) {
        var rows = generator().generateDiffRows(lines(before), lines(after));
        return new Difference(
                element,
                label,
                before.isEmpty() ? List.of() : pieces(rows, DiffRow::getOldLine),
                after.isEmpty() ? List.of() : pieces(rows, DiffRow::getNewLine),
                null,
                null,
                List.of(),
                List.of());
    }

    private static List<String> lines(String text) {
        return text.lines().map(Differences::unmarked).toList();
    }

    private static DiffRowGenerator generator() {
        return DiffRowGenerator.create()
                .showInlineDiffs(true)
                .inlineDiffBySplitter(Differences::words)
                .mergeOriginalRevised(false)
                .lineNormalizer(Function.identity())
                .oldTag(begins -> String.valueOf(begins ? BEGIN : END))
                .newTag(begins -> String.valueOf(begins ? BEGIN : END))
                .build();
    }

    /** A list that the generator can write its marks into. */
    private static List<String> words(String line) {
        return WORD.matcher(line).results().map(MatchResult::group).collect(Collectors.toCollection(ArrayList::new));
    }

    private static List<Piece> pieces(List<DiffRow> rows, Function<DiffRow, String> side) {
        var pieces = new ArrayList<Piece>();
        for (var row : rows) {
            split(side.apply(row) + "\n", pieces);
        }
        return pieces;
    }

    private static void split(String line, List<Piece> into) {
        var matcher = MARKED.matcher(line);
        var done = 0;
        while (matcher.find()) {
            add(line.substring(done, matcher.start()), false, into);
            add(matcher.group(1), true, into);
            done = matcher.end();
        }
        add(line.substring(done), false, into);
    }

    private static void add(String text, boolean only, List<Piece> into) {
        if (!text.isEmpty()) {
            into.add(new Piece(text, only));
        }
    }

    private static String unmarked(String line) {
        return line.replace(BEGIN, ' ').replace(END, ' ');
    }
}
