package market.tessera.provider.api.offering;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.provider.Digest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An offering as its provider's systems see it.
 *
 * @param state of the newest version
 * @param revision of the draft; 0 while there is none
 * @param elements what the newest version says, public or not, as in the catalogue format
 * @param provenance of elements that are not simply stated
 * @param basedOn the edition that the draft was begun from
 * @param publishAt when the draft becomes public, once scheduled
 * @param published what is public, or was before it was withdrawn
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OfferingResource(
        UUID id,
        Provider provider,
        String slug,
        String state,
        boolean draft,
        long revision,
        JsonNode elements,
        JsonNode provenance,
        @Nullable Integer basedOn,
        @Nullable Instant publishAt,
        @Nullable Published published,
        JsonNode intakes,
        Completeness completeness) {

    public record Provider(UUID id, String name) {}

    public record Published(int edition, String status, Instant publishedAt, String url, JsonNode elements) {}

    /** @param percent of the elements that the provider's own market asks for */
    public record Completeness(int percent, List<Market> profiles) {}

    /**
     * @param met whether the disclosure profile is met
     * @param missing required elements that are not disclosed
     * @param recommended elements that are wished for and not disclosed
     */
    public record Market(
            String profile,
            String title,
            @JsonProperty("comparable") boolean met,
            List<String> missing,
            List<String> recommended) {}

    /** Changes with anything that is to be seen here. */
    public String entityTag() {
        var digest = Digest.of(CatalogueFormat.JSON.writeValueAsString(this));
        return "\"%d-%s\"".formatted(revision, HexFormat.of().formatHex(digest, 0, 8));
    }
}
