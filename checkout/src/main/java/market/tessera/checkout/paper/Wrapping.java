package market.tessera.checkout.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import market.tessera.checkout.picture.Typeface;

/** Text in lines that fit a column. */
public final class Wrapping {
    private Wrapping() {}

    /** A word that is longer than the column is broken where it ends. */
    public static List<String> lines(Typeface typeface, double size, double column, String text) {
        var lines = new ArrayList<String>();
        var line = "";
        for (var word : shown(typeface, text).strip().split("\\s+", -1)) {
            var longer = line.isEmpty() ? word : line + " " + word;
            if (typeface.width(longer, size) <= column) {
                line = longer;
            } else {
                if (!line.isEmpty()) {
                    lines.add(line);
                }
                line = broken(typeface, size, column, word, lines);
            }
        }
        lines.add(line);
        return lines;
    }

    /** Adds the lines that a long word fills, and answers with its rest. */
    private static String broken(Typeface typeface, double size, double column, String word, List<String> lines) {
        var part = new StringBuilder();
        for (var letter : word.codePoints().toArray()) {
            var longer = part + Character.toString(letter);
            if (!part.isEmpty() && typeface.width(longer, size) > column) {
                lines.add(part.toString());
                part.setLength(0);
            }
            part.appendCodePoint(letter);
        }
        return part.toString();
    }

    /** Letters that no typeface of ours has are left out rather than shown as empty boxes. */
    private static String shown(Typeface typeface, String text) {
        return text.codePoints()
                .filter(letter -> Character.isWhitespace(letter) || typeface.has(letter))
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
