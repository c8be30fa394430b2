package market.tessera.provider.completion;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import market.tessera.platform.eventlog.Event;
import market.tessera.platform.eventlog.EventLog;
import market.tessera.provider.completion.TakingBack.Done;
import market.tessera.provider.completion.TakingBack.DoneBefore;
import market.tessera.provider.completion.TakingBack.NeverSaid;
import market.tessera.provider.completion.TakingBack.Unknown;
import market.tessera.provider.enrollment.Enrollments;
import market.tessera.provider.enrollment.Place;
import market.tessera.provider.staff.ProviderScope;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Takes back a provider's word that a learner has met the outcomes, and tells checkout: another may be given after it. */
@Service
public class TakeBackReport {
    private final Enrollments enrollments;
    private final CompletionReports reports;
    private final EventLog log;
    private final Clock clock;

    TakeBackReport(Enrollments enrollments, CompletionReports reports, EventLog log, Clock clock) {
        this.enrollments = enrollments;
        this.reports = reports;
        this.log = log;
        this.clock = clock;
    }

    /** {@code completion.withdrawn} of {@code docs/events.md}. */
    record Told(UUID enrollment, UUID provider, UUID offering, Instant withdrawnAt) {}

    @Transactional
    public Mono<TakingBack> takeBack(ProviderScope scope, UUID enrollment) {
        return enrollments
                .lockAll(Enrollments.readable(scope), Set.of(enrollment))
                .next()
                .flatMap(this::takeBackFrom)
                .defaultIfEmpty(new Unknown());
    }

    private Mono<TakingBack> takeBackFrom(Place place) {
        return reports.of(Set.of(place.enrollment()))
                .map(known -> Optional.ofNullable(known.get(place.enrollment())))
                .flatMap(known -> known.isEmpty() ? Mono.just(new NeverSaid()) : withdraw(place, known.get()));
    }

    private Mono<TakingBack> withdraw(Place place, Known known) {
        if (known.withdrawn()) {
            return Mono.just(new DoneBefore());
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var version = known.version() + 1;
        return reports.withdraw(place.enrollment(), version, now)
                .then(log.append(new Event(
                        "completion.withdrawn",
                        place.enrollment().toString(),
                        version,
                        new Told(place.enrollment(), place.provider(), place.offering(), now))))
                .thenReturn(new Done());
    }
}
