package market.tessera.checkout.rollcall;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that is one way here and another way there.
 *
 * @param enrollment null of a stranger, of whom {@code stranger} is the system's own number
 * @param who the learner's name; null of a stranger
 */
public record Difference(
        UUID id,
        Kind kind,
        @Nullable UUID enrollment,
        @Nullable String stranger,
        @Nullable String who,
        String course,
        String connection) {

    /** What kind of difference. */
    public enum Kind {
        /** Enrolled here, and not there. */
        DROPPED,
        /** Given back here, and still enrolled there. */
        STILL_THERE,
        /** Enrolled there, and nobody of ours. */
        UNKNOWN;

        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
