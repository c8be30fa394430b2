package market.tessera.provider.export;

import java.util.List;
import java.util.UUID;
import market.tessera.provider.ctdl.CtdlPathwayWriter.Part;
import market.tessera.provider.provider.CatalogueFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A pathway as it goes out.
 *
 * @param provider what its source calls the institution, if it does
 * @param externalId in its source; null where it was written by hand
 * @param terms what is said of it, in the catalogue format
 * @param offerings its parts, by which they are known outside; likewise the pathways
 * @param parts all of them, by their own ids
 */
record ListedPathway(
        UUID id,
        String status,
        int edition,
        @Nullable String source,
        @Nullable String externalId,
        @Nullable String provider,
        ObjectNode terms,
        List<String> offerings,
        List<String> pathways,
        List<Part> parts) {

    boolean isPublic() {
        return status.equals("published");
    }

    /** As a file of the catalogue format has it. */
    String entry() {
        var node = terms.deepCopy();
        node.put("externalId", externalId == null ? id.toString() : externalId);
        if (provider != null) {
            node.put("provider", provider);
        }
        offerings.forEach(node.putArray("offerings")::add);
        if (!pathways.isEmpty()) {
            pathways.forEach(node.putArray("pathways")::add);
        }
        return CatalogueFormat.JSON.writeValueAsString(node);
    }
}
