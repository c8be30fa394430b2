package market.tessera.checkout.balance;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import market.tessera.checkout.balance.BalanceReadings.Forwards;
import market.tessera.checkout.balance.StripeBalance.Page;
import market.tessera.checkout.stripe.StripeFailure;
import market.tessera.checkout.stripe.StripeFailure.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Reads what has moved our balance at Stripe since the last time, and has booked what is not booked yet: from the newest movement on that was
 * settled then, or, where that is not known, from some minutes before. What was before the first time is read bit by bit, back to the beginning.
 * Safe to repeat at any time and from several places at once.
 */
@Service
public class FollowBalance {
    private static final Logger LOG = LoggerFactory.getLogger(FollowBalance.class);

    /** From where on it is read where no movement is known to go on from: Stripe writes its books a little after a payment. */
    private static final Duration BEFORE = Duration.ofMinutes(10);

    /** As many of the oldest are read at a time as keep nobody waiting. */
    private static final int PAGES_BACK = 20;

    private final StripeBalance stripe;
    private final BalanceReadings readings;
    private final BookMovements books;
    private final Clock clock;

    FollowBalance(StripeBalance stripe, BalanceReadings readings, BookMovements books, Clock clock) {
        this.stripe = stripe;
        this.readings = readings;
        this.books = books;
        this.clock = clock;
    }

    /** What has been added since the last time, and some of what was before the first. An outage delays it. */
    Mono<Long> lately() {
        var now = clock.instant();
        return readings.forwards()
                .flatMap(known -> forwards(known, now))
                .then(Mono.defer(books::bookLate))
                .thenMany(pageBack().expand(_ -> pageBack()).take(PAGES_BACK))
                .then(Mono.just(0L))
                .onErrorResume(StripeFailure.class, FollowBalance::later);
    }

    /** Books also what was read before its order was paid here, and what is no order's. */
    public Mono<Void> since(Instant from) {
        return stripe.since(from).flatMap(books::bookAll);
    }

    private Mono<Reach> forwards(Forwards known, Instant now) {
        return start(known)
                .flatMap(newest -> read(Reach.from(newest), known, now)
                        .expand(reach -> reach.more() ? read(reach, known, now) : Mono.empty())
                        .last())
                .switchIfEmpty(Mono.defer(() -> readAll(known, now)))
                .onErrorResume(Refusal.class, refusal -> startAnew(known, refusal));
    }

    private Mono<String> start(Forwards known) {
        return Mono.justOrEmpty(known.newest())
                .switchIfEmpty(
                        Mono.defer(() -> stripe.newestBefore(known.readTo().minus(BEFORE))));
    }

    /** A hundred more. */
    private Mono<Reach> read(Reach reach, Forwards known, Instant now) {
        return stripe.after(Objects.requireNonNull(reach.newest()))
                .flatMap(page -> take(reach, page, now))
                .delayUntil(next -> readings.read(new Forwards(next.more() ? known.readTo() : now, next.settled())));
    }

    /** Nothing moved before the last few minutes. */
    private Mono<Reach> readAll(Forwards known, Instant now) {
        return stripe.since(known.readTo().minus(BEFORE))
                .flatMap(movements -> take(Reach.from(null), new Page(movements, false), now))
                .delayUntil(reach -> readings.read(new Forwards(now, reach.settled())));
    }

    private Mono<Reach> take(Reach reach, Page page, Instant now) {
        return books.book(page.movements()).thenReturn(reach.on(page, now));
    }

    /** Stripe does not know where we were, such as when another account's key has taken the place of the last one: the time says it next time. */
    private Mono<Reach> startAnew(Forwards known, Refusal refusal) {
        LOG.warn("The balance is read from {} on: {}", known.readTo(), refusal.getMessage());
        return readings.read(new Forwards(known.readTo(), null)).then(Mono.empty());
    }

    /** Empty once there is nothing before. */
    private Mono<Page> pageBack() {
        return readings.backwards()
                .flatMap(from -> stripe.before(from.oldest()))
                .delayUntil(page -> books.book(page.movements())
                        .then(readings.readBack(
                                page.more() ? page.movements().getLast().id() : null)));
    }

    private static Mono<Long> later(StripeFailure failure) {
        LOG.warn("The balance waits for Stripe: {}", failure.getMessage());
        return Mono.just(0L);
    }
}
