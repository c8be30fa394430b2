package market.tessera.provider.draft;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.offering.Provenance;
import market.tessera.provider.offering.WorkflowState;
import org.jspecify.annotations.Nullable;

/**
 * The version of an offering that is under work.
 *
 * @param basedOn the edition that it was begun from; null for the first
 * @param publishAt when it goes public; only while scheduled
 * @param revision counts changes; a change is refused if it was made to an older revision
 */
public record OfferingDraft(
        UUID offering,
        Elements elements,
        Map<String, Provenance> provenance,
        WorkflowState state,
        @Nullable Integer basedOn,
        @Nullable Instant publishAt,
        UUID author,
        long revision,
        Instant updatedAt) {}
