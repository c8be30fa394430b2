package market.tessera.checkout.balance;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import market.tessera.checkout.balance.StripeBalance.Page;
import market.tessera.checkout.stripe.StripeFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Reads what has moved our balance at Stripe since the last time, and has booked what is not booked yet. What was before the first time is read bit
 * by bit, back to the beginning. Safe to repeat at any time and from several places at once.
 */
@Service
public class FollowBalance {
    private static final Logger LOG = LoggerFactory.getLogger(FollowBalance.class);

    /** Stripe writes its books a little after a payment, and we may learn of one a little later than Stripe. */
    private static final Duration AGAIN = Duration.ofMinutes(10);

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
        return readings.readTo()
                .flatMap(last -> stripe.since(last.minus(AGAIN)))
                .flatMap(books::book)
                .then(readings.read(now))
                .thenMany(pageBack().expand(_ -> pageBack()).take(PAGES_BACK))
                .then(Mono.just(0L))
                .onErrorResume(StripeFailure.class, FollowBalance::later);
    }

    /** Books also what was read before its order was paid here, and what is no order's. */
    public Mono<Void> since(Instant from) {
        return stripe.since(from).flatMap(books::bookAll);
    }

    /** Empty once there is nothing before. */
    private Mono<Page> pageBack() {
        return readings.backwards()
                .flatMap(from -> stripe.before(from.oldest()))
                .delayUntil(page -> books.book(page.movements()).then(readings.readBack(page.oldest())));
    }

    private static Mono<Long> later(StripeFailure failure) {
        LOG.warn("The balance waits for Stripe: {}", failure.getMessage());
        return Mono.just(0L);
    }
}
