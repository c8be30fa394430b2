package market.tessera.storefront.institution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import market.tessera.storefront.institution.InstitutionView.Line;
import market.tessera.storefront.vocabulary.Words;

/**
 * The institutions whose names begin with one letter, whatever its accents, by name.
 *
 * @param name the letter; {@value #NUMBERS} where they begin with none, empty where a list is too short for letters
 */
record Letter(String name, List<Line> institutions) {
    /** As many as are looked through at a glance. */
    private static final int FEW = 40;

    private static final String NUMBERS = "0–9";

    static List<Letter> of(List<Line> lines) {
        if (lines.size() <= FEW) {
            return lines.isEmpty() ? List.of() : List.of(new Letter("", lines));
        }
        var letters = new TreeMap<String, List<Line>>();
        lines.stream()
                .sorted(Comparator.comparing(line -> Words.folded(line.name())))
                .forEach(line -> letters.computeIfAbsent(first(line.name()), _ -> new ArrayList<>())
                        .add(line));
        return letters.entrySet().stream()
                .map(letter -> new Letter(letter.getKey(), List.copyOf(letter.getValue())))
                .toList();
    }

    private static String first(String name) {
        return Words.of(name).stream()
                .map(word -> word.codePointAt(0))
                .findFirst()
                .filter(Character::isLetter)
                .map(letter -> Character.toString(letter).toUpperCase(Locale.ROOT))
                .orElse(NUMBERS);
    }

    /** The place on the page. */
    public String anchor() {
        return "letter-" + (name.equals(NUMBERS) ? "0" : name);
    }
}
