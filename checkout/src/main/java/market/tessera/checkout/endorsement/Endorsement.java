package market.tessera.checkout.endorsement;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an institution says of what another gives badges for.
 *
 * @param note what the asker wanted to say with it
 * @param comment what the endorser says, which goes into badges
 */
public record Endorsement(
        UUID id,
        Institution provider,
        Institution endorser,
        EndorsedEdition of,
        String title,
        String note,
        State state,
        Instant askedAt,
        @Nullable Instant decidedAt,
        @Nullable String comment) {

    /** Where it stands. */
    public enum State {
        ASKED,
        TAKEN_BACK,
        DECLINED,
        GIVEN,
        WITHDRAWN;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One side of it. */
    public record Institution(UUID id, String name) {}
}
