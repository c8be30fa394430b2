package market.tessera.provider.needs;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Evidence that an offering is wanted.
 *
 * @param employer who asks; null unless an employer does
 * @param searches how often that was looked for in vain within the last ninety days; null unless it is a search
 * @param by who brought it in
 * @param why it was put aside
 * @param offering that came of it
 * @param offeringTitle of that offering
 */
public record Need(
        UUID id,
        UUID provider,
        String providerName,
        Kind kind,
        String title,
        String details,
        @Nullable Employer employer,
        @Nullable Long searches,
        String by,
        Instant at,
        State state,
        @Nullable String why,
        @Nullable UUID offering,
        @Nullable String offeringTitle) {

    /** Where it comes from. */
    public enum Kind {
        NOTE,
        EMPLOYER,
        SEARCH;

        static Kind of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /** What became of it. */
    public enum State {
        OPEN,
        PROPOSED,
        DISMISSED;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * Who asks, as they say; the address is not proven.
     *
     * @param people how many would take part; null where that is open
     */
    public record Employer(
            String organisation,
            String contact,
            String email,
            @Nullable Integer people) {}
}
