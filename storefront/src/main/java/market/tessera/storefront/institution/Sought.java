package market.tessera.storefront.institution;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import market.tessera.storefront.facts.Words;
import market.tessera.storefront.institution.InstitutionView.Line;

/**
 * What somebody looks for in the list of institutions.
 *
 * @param words each begins a word of the institution's name or place, whatever its accents
 */
record Sought(List<String> words) {
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

    static Sought of(String typed) {
        return new Sought(words(typed).toList());
    }

    List<Line> among(List<Line> lines) {
        return words.isEmpty() ? lines : lines.stream().filter(this::finds).toList();
    }

    private boolean finds(Line line) {
        var said = Stream.of(line.name(), line.place(), line.university())
                .filter(text -> text != null)
                .flatMap(Sought::words)
                .toList();
        return words.stream().allMatch(word -> said.stream().anyMatch(each -> each.startsWith(word)));
    }

    private static Stream<String> words(String text) {
        return Arrays.stream(BETWEEN.split(Words.plain(text))).filter(word -> !word.isEmpty());
    }
}
