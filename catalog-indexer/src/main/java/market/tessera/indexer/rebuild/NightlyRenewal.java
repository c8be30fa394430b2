package market.tessera.indexer.rebuild;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import market.tessera.document.Kind;
import market.tessera.indexer.index.BulkWriter;
import market.tessera.indexer.index.Readiness;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Once a day, soon after midnight UTC or at the next start: writes all offerings anew, because which intake is open and next depends on the day. */
final class NightlyRenewal {
    private static final Logger LOG = LoggerFactory.getLogger(NightlyRenewal.class);
    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

    private final Backfill backfill;
    private final BulkWriter writer;
    private final RenewalDays days;
    private final Readiness readiness;
    private final Clock clock;

    NightlyRenewal(Backfill backfill, BulkWriter writer, RenewalDays days, Readiness readiness, Clock clock) {
        this.backfill = backfill;
        this.writer = writer;
        this.days = days;
        this.readiness = readiness;
        this.clock = clock;
    }

    /** Day after day, as soon as there is an index. */
    Flux<Void> renew() {
        return readiness
                .reached()
                .thenMany(Flux.interval(Duration.ZERO, LOOK_EVERY).onBackpressureDrop())
                .concatMap(_ -> renewIfDue())
                .doOnError(failure -> LOG.warn("Could not renew the index for the day: {}", failure.toString()))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofSeconds(5)).maxBackoff(LOOK_EVERY));
    }

    /** Renews unless that was done today. */
    Mono<Void> renewIfDue() {
        var today = LocalDate.now(clock);
        return days.last()
                .filter(today::isAfter)
                .flatMap(_ -> backfill.everything(Kind.OFFERING, writer::write).then(days.done(today)));
    }
}
