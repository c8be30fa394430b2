package market.tessera.checkout.handoff;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Whose systems take long to answer: their learners are handed over apart from the others, who would have to wait with them. Each instance finds out for
 * itself.
 */
@Component
class SlowSystems {
    private static final Duration SLOW = Duration.ofSeconds(1);
    /** After the last time that it was slow. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final Map<UUID, Instant> known = new ConcurrentHashMap<>();
    private final Clock clock;

    SlowSystems(Clock clock) {
        this.clock = clock;
    }

    /** The providers. */
    Set<UUID> now() {
        known.values().removeIf(until -> until.isBefore(clock.instant()));
        return Set.copyOf(known.keySet());
    }

    /** How long a provider's system has taken, whatever came of it. */
    void took(UUID provider, Duration time) {
        if (time.compareTo(SLOW) > 0) {
            known.put(provider, clock.instant().plus(REMEMBERED));
        }
    }
}
