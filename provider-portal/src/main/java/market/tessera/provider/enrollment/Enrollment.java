package market.tessera.provider.enrollment;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A learner's place, as checkout last told of it.
 *
 * @param badge the one that is valid
 * @param reported whether the institution has said here that it was completed, and that stands
 * @param at when the state came about
 */
public record Enrollment(
        UUID id,
        UUID provider,
        UUID offering,
        String offeringTitle,
        @Nullable String orderNumber,
        String learnerName,
        String learnerEmail,
        State state,
        @Nullable Money price,
        @Nullable String grade,
        @Nullable UUID badge,
        boolean reported,
        Instant at) {

    public enum State {
        REQUESTED,
        CONFIRMED,
        ACTIVE,
        COMPLETED,
        WITHDRAWN,
        FAILED;

        /** Whether a place in it can be completed. */
        public boolean isOpen() {
            return this == CONFIRMED || this == ACTIVE;
        }

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static State of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }
}
