package market.tessera.provider.sources;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How it went when an address was looked at.
 *
 * @param detail why it failed: the key of a reason, with the status that was answered, or {@link #OUR_SIDE}; or why the file was not taken, in words
 * @param imported the import that came of it
 */
record Run(
        Instant at,
        Outcome outcome,
        @Nullable String detail,
        @Nullable UUID imported) {
    /** Nothing was wrong with the address. */
    static final String OUR_SIDE = "our-side";

    enum Outcome {
        /** There was something, which is imported. */
        IMPORTED,
        /** It is as it was. */
        SAME,
        /** It could not be fetched. */
        FAILED,
        /** It was fetched, and is no file that can be imported. */
        REFUSED;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean good() {
        return outcome == Outcome.IMPORTED || outcome == Outcome.SAME;
    }
}
