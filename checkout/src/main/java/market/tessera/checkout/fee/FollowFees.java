package market.tessera.checkout.fee;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import market.tessera.checkout.payment.StripeFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Reads what Stripe has kept since the last time, and books what is not booked yet. Safe to repeat at any time and from several places at once. */
@Service
public class FollowFees {
    private static final Logger LOG = LoggerFactory.getLogger(FollowFees.class);

    /** Stripe writes its books a little after a payment, and we may learn of one a little later than Stripe. */
    private static final Duration AGAIN = Duration.ofMinutes(10);

    private final StripeFees stripe;
    private final BookedFees booked;
    private final Clock clock;

    FollowFees(StripeFees stripe, BookedFees booked, Clock clock) {
        this.stripe = stripe;
        this.booked = booked;
        this.clock = clock;
    }

    /** What has been added since the last time. An outage delays it. */
    Mono<Long> lately() {
        var now = clock.instant();
        return booked.readTo()
                .flatMap(last -> stripe.since(last.minus(AGAIN)))
                .flatMap(this::book)
                .then(booked.read(now))
                .thenReturn(0L)
                .onErrorResume(StripeFailure.class, FollowFees::later);
    }

    /** Books also what was read before its order was paid here. */
    public Mono<Void> since(Instant from) {
        return stripe.since(from).flatMap(this::book);
    }

    private Mono<Void> book(List<Fee> fees) {
        return fees.isEmpty() ? Mono.empty() : booked.book(fees);
    }

    private static Mono<Long> later(StripeFailure failure) {
        LOG.warn("Fees wait for Stripe: {}", failure.getMessage());
        return Mono.just(0L);
    }
}
