package market.tessera.checkout.payment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.Orders;
import market.tessera.checkout.payment.PaymentIntents.Status;
import market.tessera.checkout.stripe.StripeProperties;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/**
 * Gives an order more time whose page could not be opened: its buyer has done nothing wrong, and Stripe opens pages for half an hour at least.
 * Nobody has seen a page by then, so that places are held longer for nobody who could have paid.
 */
@Service
class MoreTime {
    /** Stripe's least, the minutes by which a page closes before its seats go, and one for the way. */
    private static final Duration NEEDED = Duration.ofMinutes(36);

    private static final Duration GIVEN = Duration.ofMinutes(45);

    private final PaymentIntents intents;
    private final Orders orders;
    private final StripeProperties properties;
    private final Clock clock;

    MoreTime(PaymentIntents intents, Orders orders, StripeProperties properties, Clock clock) {
        this.intents = intents;
        this.orders = orders;
        this.properties = properties;
        this.clock = clock;
    }

    boolean isNeeded(Order order) {
        return order.status() == Order.Status.PENDING
                && order.expiresAt().isBefore(clock.instant().plus(NEEDED));
    }

    /** False if it has had all that is given; then it ends. Whoever comes at the same time gets the same. */
    @Transactional
    public Mono<Boolean> give(Order order) {
        var now = clock.instant();
        return order.createdAt().plus(properties.longestWait()).isBefore(now)
                ? Mono.just(false)
                : intents.lock(order.id())
                        .filter(intent -> intent.status() == Status.INTENDED)
                        .flatMap(_ -> prolong(order.id(), now))
                        .thenReturn(true);
    }

    private Mono<Void> prolong(UUID order, Instant now) {
        return orders.prolong(order, now.plus(NEEDED), now.plus(GIVEN))
                .filter(prolonged -> prolonged)
                .flatMap(_ -> intents.prolonged(order));
    }
}
