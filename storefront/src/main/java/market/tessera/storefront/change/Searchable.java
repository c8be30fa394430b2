package market.tessera.storefront.change;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import market.tessera.platform.eventlog.LoggedEvent;
import market.tessera.storefront.catalogue.IndexedVersions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Waits until a search shows what the log says. The index follows the same log, so it mostly has to be asked once or twice; while it is away
 * or behind, nothing is told. Only what it has gone past without taking in (a document it cannot hold) is not waited for any longer.
 */
@Component
final class Searchable {
    private static final Logger LOG = LoggerFactory.getLogger(Searchable.class);
    private static final Duration PAUSE = Duration.ofMillis(250);
    /** Documents of one batch are written side by side; one that is this much later than what comes after it does not come. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final IndexedVersions index;
    private final Clock clock;

    Searchable(IndexedVersions index, Clock clock) {
        this.index = index;
        this.clock = clock;
    }

    Mono<Void> await(List<LoggedEvent> events) {
        return look(events, Optional.empty()).expand(this::lookAgain).then();
    }

    /**
     * @param missing what cannot be found yet
     * @param passed since when the index has been known to be past all of it
     */
    private record Look(List<LoggedEvent> missing, Optional<Instant> passed) {}

    private Mono<Look> lookAgain(Look last) {
        return last.missing().isEmpty()
                ? Mono.empty()
                : Mono.delay(PAUSE).then(Mono.defer(() -> look(last.missing(), last.passed())));
    }

    private Mono<Look> look(List<LoggedEvent> events, Optional<Instant> passed) {
        return index.of(events.stream().map(LoggedEvent::subject).distinct().toList())
                .map(found -> missing(events, found))
                .flatMap(missing -> missing.isEmpty() ? Mono.just(new Look(missing, passed)) : judge(missing, passed));
    }

    private static List<LoggedEvent> missing(List<LoggedEvent> events, Map<String, Long> found) {
        return events.stream()
                .filter(event -> found.getOrDefault(event.subject(), 0L) < event.version())
                .toList();
    }

    private Mono<Look> judge(List<LoggedEvent> missing, Optional<Instant> passed) {
        return index.latestPosition()
                .map(latest -> isPast(latest, missing)
                        ? passed.or(() -> Optional.of(clock.instant()))
                        : Optional.<Instant>empty())
                .defaultIfEmpty(Optional.empty())
                .map(since -> since.filter(this::isLongAgo).isPresent() ? givenUp(missing) : new Look(missing, since));
    }

    private static boolean isPast(String latest, List<LoggedEvent> missing) {
        return missing.stream().allMatch(event -> event.position().sortable().compareTo(latest) < 0);
    }

    private boolean isLongAgo(Instant passed) {
        return passed.plus(PATIENCE).isBefore(clock.instant());
    }

    private static Look givenUp(List<LoggedEvent> missing) {
        missing.forEach(event -> LOG.error(
                "The index has gone past {} version {} without taking it in", event.subject(), event.version()));
        return new Look(List.of(), Optional.empty());
    }
}
