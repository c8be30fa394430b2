package market.tessera.checkout.basket;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import market.tessera.checkout.basket.BasketCounts.Count;
import market.tessera.platform.eventlog.Event;
import market.tessera.platform.eventlog.EventLog;
import market.tessera.platform.work.Recurring;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells institutions how often their offerings were put into a basket on a day that is over: {@code baskets.counted} of {@code docs/events.md}. */
@Configuration(proxyBeanMethods = false)
class TellBaskets {
    private static final int MOST_AT_ONCE = 1_000;
    private static final int REMEMBERED_DAYS = 180;

    /** After an outage, so many days are caught up with. */
    private static final int TOLD_DAYS = 7;

    private static final UUID FIRST = new UUID(0, 0);

    private final BasketCounts counts;
    private final EventLog log;
    private final TransactionalOperator transaction;

    TellBaskets(BasketCounts counts, EventLog log, TransactionalOperator transaction) {
        this.counts = counts;
        this.log = log;
        this.transaction = transaction;
    }

    /** The event's data. */
    record Part(UUID id, LocalDate day, List<Count> offerings) {}

    @Bean
    Recurring tellingBaskets(Clock clock) {
        return Recurring.every("Telling of baskets", Duration.ofMinutes(10), () -> round(LocalDate.now(clock)));
    }

    Mono<Void> round(LocalDate today) {
        return Flux.fromStream(() -> today.minusDays(TOLD_DAYS).datesUntil(today))
                .concatMap(this::tell)
                .then(counts.forget(today.minusDays(REMEMBERED_DAYS)));
    }

    /** Once for each day, however many try. */
    Mono<Void> tell(LocalDate day) {
        return counts.beginTelling(day)
                .filter(first -> first)
                .flatMapMany(_ -> counts.of(day, FIRST, MOST_AT_ONCE)
                        .expand(part -> part.size() < MOST_AT_ONCE
                                ? Mono.empty()
                                : counts.of(day, part.getLast().offering(), MOST_AT_ONCE)))
                .filter(part -> !part.isEmpty())
                .concatMap(part -> log.append(event(day, part)))
                .then()
                .as(transaction::transactional);
    }

    private static Event event(LocalDate day, List<Count> part) {
        var name = "baskets %s %s".formatted(day, part.getFirst().offering());
        var id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return new Event(BasketCounts.TYPE, id.toString(), 1, new Part(id, day, part));
    }
}
