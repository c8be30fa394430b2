package market.tessera.checkout.connection;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A way in which learners reach a provider.
 *
 * @param guidance what learners are told about getting in, where no launch takes them there
 * @param passMark least share of the maximum that completes, where results come by OneRoster or xAPI
 * @param failure key of an {@link market.tessera.platform.outbound.Unreachable.Reason}
 */
public record Connection(
        UUID id,
        UUID provider,
        Kind kind,
        String name,
        Standing standing,
        String guidance,
        BigDecimal passMark,
        MoveOn moveOn,
        @Nullable Instant testedAt,
        @Nullable Instant succeededAt,
        @Nullable Instant failedAt,
        @Nullable String failure,
        @Nullable String failureDetail) {

    /** What kind of system. */
    public enum Kind {
        /** A learning system that speaks LTI 1.3. */
        LTI,
        /** A student information system that fetches its learners (OneRoster 1.2). */
        ONEROSTER,
        /** A Moodle, called by its web services. */
        MOODLE,
        /** A program that is told of every enrollment by a signed call. */
        WEBHOOK,
        /** People with a list. */
        HAND;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where it is in its life. */
    public enum Standing {
        /** Not everything is known yet. */
        DRAFT,
        /** The system has registered itself; a person has to say that it is the right one. */
        PROPOSED,
        READY,
        /** Taken out of use. */
        ENDED;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean isReady() {
        return standing == Standing.READY;
    }

    /** Whether the last that was heard of it is bad. */
    public boolean isFailing() {
        return failedAt != null && (succeededAt == null || failedAt.isAfter(succeededAt));
    }
}
