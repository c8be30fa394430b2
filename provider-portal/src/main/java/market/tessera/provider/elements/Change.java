package market.tessera.provider.elements;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.provider.CatalogueFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What became of one element.
 *
 * @param before null if it was undisclosed
 * @param after null if it no longer says anything
 */
public record Change(
        String element, @Nullable JsonNode before, @Nullable JsonNode after) {

    /** The elements that differ, in the order of the editor. */
    public static List<Change> between(@Nullable Elements before, Elements after) {
        JsonNode old =
                before == null ? CatalogueFormat.JSON.createObjectNode() : CatalogueFormat.JSON.valueToTree(before);
        JsonNode now = CatalogueFormat.JSON.valueToTree(after);
        return Section.OFFERING.stream()
                .flatMap(section -> section.fields().stream())
                .map(field -> new Change(field.name(), old.get(field.name()), now.get(field.name())))
                .filter(change -> !Objects.equals(change.before(), change.after()))
                .toList();
    }

    /** Names of the elements that differ. */
    public static Stream<String> names(Elements before, Elements after) {
        return between(before, after).stream().map(Change::element);
    }
}
