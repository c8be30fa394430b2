package market.tessera.checkout.client;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key that a system of a provider's has, as its administrators see it.
 *
 * @param id the user name, or {@code client_id}
 */
public record SystemClient(
        UUID id,
        UUID connection,
        UUID provider,
        Purpose purpose,
        Instant createdAt,
        @Nullable Instant usedAt) {

    /** What it opens. */
    public enum Purpose {
        /** Rosters and grade books, by tokens. */
        ONEROSTER,
        /** The statements of courses, by user name and password. */
        XAPI;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
