package market.tessera.provider.export;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.offering.IntakeTerms;
import market.tessera.provider.offering.Provenance;
import org.jspecify.annotations.Nullable;

/**
 * An offering as it goes out.
 *
 * @param provider what its source calls the institution, if it does
 * @param externalId in its source; null where it was written by hand
 */
record Listed(
        UUID id,
        String status,
        int edition,
        @Nullable String source,
        @Nullable String externalId,
        @Nullable String provider,
        Elements elements,
        Map<String, Provenance> provenance,
        List<IntakeTerms> intakes) {

    /** By which it is known outside: the id of its source, else its own. */
    String known() {
        return externalId == null ? id.toString() : externalId;
    }
}
