package market.tessera.provider.sources;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import market.tessera.platform.outbound.Downloads.State;
import org.jspecify.annotations.Nullable;

/**
 * An address at which a provider's catalogue lies.
 *
 * @param name of the source that the file's external ids belong to, unique at the provider
 * @param format as the imports call it, or a mapping's name
 * @param requestedBy who answers for what it changes
 * @param state of what was fetched last
 * @param failures in a row
 */
record Source(
        UUID id,
        UUID provider,
        String name,
        URI address,
        String format,
        Every every,
        Changes changes,
        boolean guarded,
        UUID requestedBy,
        State state,
        @Nullable Instant dueAt,
        int failures) {

    /** After so many failures in a row people are told. */
    static final int TELL_AFTER = 3;

    enum Every {
        NEVER(Duration.ZERO),
        DAILY(Duration.ofDays(1)),
        WEEKLY(Duration.ofDays(7));

        private final Duration pause;

        Every(Duration pause) {
            this.pause = pause;
        }

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What becomes of what has changed. */
    enum Changes {
        /** As the provider has it with every file. */
        USUAL,
        PUBLISH,
        PROPOSE;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @Nullable
        Boolean propose() {
            return this == USUAL ? null : this == PROPOSE;
        }
    }

    public boolean failing() {
        return failures >= TELL_AFTER;
    }

    /** When to look again after a success; null if only when asked. */
    @Nullable
    Instant next(Instant now) {
        return every == Every.NEVER ? null : now.plus(every.pause);
    }

    /** After failures it is tried sooner, but later each time. */
    @Nullable
    Instant again(Instant now) {
        var pause = Duration.ofHours(1L << Math.min(failures, 10));
        return every == Every.NEVER ? null : now.plus(pause.compareTo(every.pause) < 0 ? pause : every.pause);
    }
}
