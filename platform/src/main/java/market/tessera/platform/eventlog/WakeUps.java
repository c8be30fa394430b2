package market.tessera.platform.eventlog;

import java.time.Duration;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Counts the announcements of some types of events in one log, so that a reader who looks before it waits never misses one. They only save
 * waiting: what carries the promise is the reader's own slow poll.
 */
final class WakeUps {
    private final Flux<String> announcements;
    private final Set<String> types;
    private final Sinks.Many<Long> counts = Sinks.many().replay().latestOrDefault(0L);

    /**
     * @param announcements of the log
     * @param types of events; all, if none is named
     */
    WakeUps(Flux<String> announcements, Set<String> types) {
        this.announcements = announcements;
        this.types = types;
    }

    /** Counts as long as it is subscribed to. */
    Flux<Long> count() {
        return announcements
                .filter(type -> types.isEmpty() || type.equals(Announcements.ANYTHING) || types.contains(type))
                .scan(0L, (count, _) -> count + 1)
                .doOnNext(counts::tryEmitNext);
    }

    /** How many there have been; at least the last one known. */
    Mono<Long> soFar() {
        return counts.asFlux().next();
    }

    /** Completes at the first announcement after {@code seen}, or when the time is up. */
    Mono<Void> after(long seen, Duration atMost) {
        return counts.asFlux()
                .filter(count -> count > seen)
                .next()
                .timeout(atMost, Mono.just(seen))
                .then();
    }
}
