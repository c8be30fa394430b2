package market.tessera.checkout.balance;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import market.tessera.checkout.payment.StripeFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Reads what has moved our balance at Stripe since the last time, and books what is not booked yet: what Stripe keeps of payments, and what moves
 * without an order. Safe to repeat at any time and from several places at once.
 */
@Service
public class FollowBalance {
    private static final Logger LOG = LoggerFactory.getLogger(FollowBalance.class);

    /** Stripe writes its books a little after a payment, and we may learn of one a little later than Stripe. */
    private static final Duration AGAIN = Duration.ofMinutes(10);

    private final StripeBalance stripe;
    private final BookedFees fees;
    private final BalanceMovements movements;
    private final Clock clock;

    FollowBalance(StripeBalance stripe, BookedFees fees, BalanceMovements movements, Clock clock) {
        this.stripe = stripe;
        this.fees = fees;
        this.movements = movements;
        this.clock = clock;
    }

    /** What has been added since the last time. An outage delays it. */
    Mono<Long> lately() {
        var now = clock.instant();
        return fees.readTo()
                .flatMap(last -> stripe.since(last.minus(AGAIN)))
                .flatMap(this::book)
                .then(fees.read(now))
                .thenReturn(0L)
                .onErrorResume(StripeFailure.class, FollowBalance::later);
    }

    /** Books also what was read before its order was paid here. */
    public Mono<Void> since(Instant from) {
        return stripe.since(from).flatMap(this::book);
    }

    private Mono<Void> book(List<BalanceMovement> read) {
        var kept = read.stream()
                .filter(movement -> movement.isOfOrders() && !movement.fee().isZero())
                .toList();
        var others = read.stream().filter(movement -> !movement.isOfOrders()).toList();
        return (kept.isEmpty() ? Mono.<Void>empty() : fees.book(kept))
                .then(others.isEmpty() ? Mono.empty() : movements.book(others));
    }

    private static Mono<Long> later(StripeFailure failure) {
        LOG.warn("The balance waits for Stripe: {}", failure.getMessage());
        return Mono.just(0L);
    }
}
