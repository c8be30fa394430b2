package market.tessera.checkout.showcase;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a badge certifies, taken apart as it was put together: see {@code Criteria} of the badges of courses, and the rules of pathways.
 *
 * @param lead the sentence that begins it
 * @param points what was shown or earned; none where the sentence says it all
 * @param facts such as effort and level
 */
record Narrative(String lead, List<String> points, List<String> facts) {
    static Narrative of(String markdown) {
        var parts = markdown.split("\n\n", -1);
        var listed = parts.length > 1 && parts[0].endsWith(":");
        return new Narrative(
                parts[0],
                listed ? items(parts[1]).toList() : List.of(),
                Arrays.stream(parts)
                        .skip(listed ? 2 : 1)
                        .flatMap(Narrative::items)
                        .toList());
    }

    private static Stream<String> items(String list) {
        return list.lines().map(line -> line.replaceFirst("^- ", "").strip()).filter(line -> !line.isEmpty());
    }
}
