package market.tessera.storefront.institution;

import java.util.List;
import java.util.stream.Stream;
import market.tessera.storefront.institution.InstitutionView.Line;
import market.tessera.storefront.vocabulary.Words;

/**
 * What somebody looks for in the list of institutions.
 *
 * @param words each begins a word of the institution's name or place, whatever its accents
 */
record Sought(List<String> words) {
    static Sought of(String typed) {
        return new Sought(Words.of(typed));
    }

    List<Line> among(List<Line> lines) {
        return words.isEmpty() ? lines : lines.stream().filter(this::finds).toList();
    }

    private boolean finds(Line line) {
        var said = Stream.of(line.name(), line.place(), line.university())
                .filter(text -> text != null)
                .map(Words::of)
                .flatMap(List::stream)
                .toList();
        return words.stream().allMatch(word -> said.stream().anyMatch(each -> each.startsWith(word)));
    }
}
