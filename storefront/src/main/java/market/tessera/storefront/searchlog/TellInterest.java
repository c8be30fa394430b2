package market.tessera.storefront.searchlog;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import market.tessera.platform.eventlog.Event;
import market.tessera.platform.eventlog.EventLog;
import market.tessera.storefront.searchlog.InterestCounts.Interest;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Tells institutions how much their offerings were looked at on a day that is over: {@code interest.counted} of {@code docs/events.md}. */
@Component
class TellInterest {
    private static final int MOST_AT_ONCE = 1_000;
    private static final UUID FIRST = new UUID(0, 0);

    private final InterestCounts counts;
    private final EventLog eventLog;
    private final TransactionalOperator transaction;

    TellInterest(InterestCounts counts, EventLog eventLog, TransactionalOperator transaction) {
        this.counts = counts;
        this.eventLog = eventLog;
        this.transaction = transaction;
    }

    /** The event's data. */
    record Part(UUID id, LocalDate day, List<Interest> offerings) {}

    /** Once for each day, however many storefronts try. */
    Mono<Void> tell(LocalDate day) {
        return counts.beginTelling(day)
                .filter(first -> first)
                .flatMapMany(_ -> counts.of(day, FIRST, MOST_AT_ONCE)
                        .expand(part -> part.size() < MOST_AT_ONCE
                                ? Mono.empty()
                                : counts.of(day, part.getLast().offering(), MOST_AT_ONCE)))
                .filter(part -> !part.isEmpty())
                .concatMap(part -> eventLog.append(event(day, part)))
                .then()
                .as(transaction::transactional);
    }

    private static Event event(LocalDate day, List<Interest> part) {
        var name = "interest %s %s".formatted(day, part.getFirst().offering());
        var id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return new Event(InterestCounts.TYPE, id.toString(), 1, new Part(id, day, part));
    }
}
