package market.tessera.provider.offering;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A published version of an offering. It never changes; a learner keeps the one that was bought.
 *
 * @param provenance by name of the element; an element without is stated if it is there at all
 * @param publishedBy a person's id, or {@code import:<id>}
 */
public record OfferingVersion(
        UUID offering,
        int edition,
        Elements elements,
        Map<String, Provenance> provenance,
        Completeness completeness,
        String publishedBy,
        Instant publishedAt) {}
