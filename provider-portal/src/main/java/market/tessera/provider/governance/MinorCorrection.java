package market.tessera.provider.governance;

import com.github.difflib.DiffUtils;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import market.tessera.provider.elements.Change;
import market.tessera.provider.offering.Elements;
import org.jspecify.annotations.Nullable;

/**
 * What may be corrected without a review: a few words of the texts, and no number in them. Whoever reads the offering is promised the same before and
 * after.
 */
final class MinorCorrection {
    static final int MOST_WORDS = 12;
    private static final Set<String> TEXTS = Set.of("title", "summary", "description", "outcomes", "prerequisites");

    private MinorCorrection() {}

    /** False if nothing differs. */
    static boolean leads(Elements before, Elements after) {
        var changed = Change.names(before, after).toList();
        return !changed.isEmpty()
                && TEXTS.containsAll(changed)
                && before.outcomes().size() == after.outcomes().size()
                && isSmall(before, after);
    }

    /** Whether so little differs in the texts, whatever else does. */
    static boolean isSmall(Elements before, Elements after) {
        return isSmall(words(before), words(after));
    }

    private static boolean isSmall(List<String> before, List<String> after) {
        var deltas = DiffUtils.diff(before, after).getDeltas();
        var touched = deltas.stream()
                .mapToInt(delta ->
                        Math.max(delta.getSource().size(), delta.getTarget().size()))
                .sum();
        return touched <= MOST_WORDS
                && deltas.stream()
                        .flatMap(delta -> Stream.concat(
                                delta.getSource().getLines().stream(), delta.getTarget().getLines().stream()))
                        .noneMatch(word -> word.chars().anyMatch(Character::isDigit));
    }

    private static List<String> words(Elements elements) {
        return Stream.concat(
                        Stream.of(
                                elements.title(),
                                text(elements.summary()),
                                text(elements.description()),
                                text(elements.prerequisites())),
                        elements.outcomes().stream())
                .flatMap(text -> Stream.of(text.split("\\s+")))
                .toList();
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
