package market.tessera.checkout.handoff;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import market.tessera.checkout.connection.Connection;
import market.tessera.platform.outbound.Unreachable;
import market.tessera.platform.outbound.Unreachable.Reason;
import org.springframework.stereotype.Component;

/**
 * Which systems are away: those are left alone for a while, so that ten thousand learners who wait for one of them do not keep others waiting.
 * Each instance finds out for itself.
 */
@Component
class Outages {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Map<UUID, Outage> known = new ConcurrentHashMap<>();
    private final HandoffProperties properties;
    private final Clock clock;

    Outages(HandoffProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    /** @param times how often in a row */
    private record Outage(int times, Instant until, Unreachable failure) {}

    /** Why it is to be left alone for now; nothing if it is not. */
    Optional<Unreachable> of(Connection connection) {
        return Optional.ofNullable(known.get(connection.id()))
                .filter(outage -> outage.until().isAfter(clock.instant()))
                .map(Outage::failure);
    }

    /** A system has not answered as it should. */
    void begins(Connection connection, Unreachable failure) {
        if (isAway(failure.reason())) {
            known.merge(
                    connection.id(),
                    outage(1, failure),
                    (before, _) ->
                            before.until().isAfter(clock.instant()) ? before : outage(before.times() + 1, failure));
        }
    }

    void ends(Connection connection) {
        known.remove(connection.id());
    }

    private Outage outage(int times, Unreachable failure) {
        var pause = properties.pauseAfter(Math.min(times, 20));
        return new Outage(times, clock.instant().plus(pause.compareTo(LONGEST) < 0 ? pause : LONGEST), failure);
    }

    /** An error it answers with may be of one enrollment alone. */
    private static boolean isAway(Reason reason) {
        return switch (reason) {
            case NO_ANSWER, TIMED_OUT, UNKNOWN_HOST, NOT_ALLOWED -> true;
            case NOT_CONNECTED, STATUS, REFUSED, TOO_LONG, WRONG_TYPE, MALFORMED, NO_KEYS -> false;
        };
    }
}
