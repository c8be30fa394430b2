package market.tessera.storefront.searchlog;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import market.tessera.platform.eventlog.Event;
import market.tessera.platform.eventlog.EventLog;
import market.tessera.platform.work.Recurring;
import market.tessera.storefront.searchlog.SearchCounts.Unmet;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells, once a day is over, what was looked for in vain on it; and forgets days that are long gone. */
@Component
class UnmetDemand {
    static final String TYPE = "demand.unmet";
    static final int LEAST_SEARCHES = 3;
    private static final int MOST_QUERIES = 200;
    private static final int REMEMBERED_DAYS = 180;

    /** After an outage, so many days are caught up with. */
    private static final int TOLD_DAYS = 7;

    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final SearchCounts counts;
    private final TellInterest interest;
    private final EventLog eventLog;
    private final TransactionalOperator transaction;
    private final Clock clock;

    UnmetDemand(
            SearchCounts counts,
            TellInterest interest,
            EventLog eventLog,
            TransactionalOperator transaction,
            Clock clock) {
        this.counts = counts;
        this.interest = interest;
        this.eventLog = eventLog;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The event's data. */
    record Day(UUID id, LocalDate day, List<Unmet> queries) {}

    @Bean
    Recurring tellingOfUnmetDemand() {
        return Recurring.every("Telling of unmet demand", PAUSE, () -> round(LocalDate.now(clock)))
                .afterAPause();
    }

    Mono<Void> round(LocalDate today) {
        return Flux.fromStream(() -> today.minusDays(TOLD_DAYS).datesUntil(today))
                .concatMap(day -> tell(day).then(interest.tell(day)))
                .then(counts.forget(today.minusDays(REMEMBERED_DAYS)));
    }

    /** Once for each day, however many storefronts try; a day without any says nothing. */
    Mono<Void> tell(LocalDate day) {
        return counts.beginTelling(day)
                .filter(first -> first)
                .flatMap(_ -> counts.unmet(day, LEAST_SEARCHES, MOST_QUERIES))
                .filter(queries -> !queries.isEmpty())
                .flatMap(queries -> eventLog.append(event(day, queries)))
                .as(transaction::transactional);
    }

    private static Event event(LocalDate day, List<Unmet> queries) {
        var id = UUID.nameUUIDFromBytes(("unmet " + day).getBytes(StandardCharsets.UTF_8));
        return new Event(TYPE, id.toString(), 1, new Day(id, day, queries));
    }
}
