package market.tessera.provider.api.pathway;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import market.tessera.provider.api.offering.OfferingResource;
import market.tessera.provider.offering.WorkflowState;
import market.tessera.provider.pathway.PathwayWork;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.provider.Digest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A pathway as the API shows it.
 *
 * @param state of the newest version
 * @param draft whether that is a draft
 * @param pathway what the newest version says; its parts by their ids
 * @param basedOn the edition that the draft was begun from
 * @param publishAt when the draft becomes public, once scheduled
 * @param published the version that is public, or was before it was withdrawn
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PathwayResource(
        UUID id,
        OfferingResource.Provider provider,
        String slug,
        String state,
        boolean draft,
        long revision,
        JsonNode pathway,
        @Nullable Integer basedOn,
        @Nullable Instant publishAt,
        @Nullable PublishedPathway published) {

    record PublishedPathway(int edition, String status, Instant publishedAt, JsonNode pathway) {}

    static PathwayResource of(PathwayWork work) {
        var draft = work.draft();
        return new PathwayResource(
                work.id(),
                new OfferingResource.Provider(work.provider(), work.providerName()),
                work.slug(),
                work.state().code(),
                draft != null,
                work.revision(),
                CatalogueFormat.JSON.valueToTree(work.content()),
                draft == null ? null : draft.basedOn(),
                draft == null ? null : draft.publishAt(),
                published(work));
    }

    private static @Nullable PublishedPathway published(PathwayWork work) {
        var edition = work.edition();
        var since = work.publishedAt();
        return work.published() == null || edition == null || since == null
                ? null
                : new PublishedPathway(
                        edition,
                        work.listed() ? WorkflowState.PUBLISHED.code() : "withdrawn",
                        since,
                        CatalogueFormat.JSON.valueToTree(work.published()));
    }

    /** Changes with anything that is to be seen here. */
    String entityTag() {
        var digest = Digest.of(CatalogueFormat.JSON.writeValueAsString(this));
        return "\"%d-%s\"".formatted(revision, HexFormat.of().formatHex(digest, 0, 8));
    }

    /** For the address of what was created. */
    static String path(UUID id) {
        return "/api/v1/provider/pathways/" + id;
    }
}
