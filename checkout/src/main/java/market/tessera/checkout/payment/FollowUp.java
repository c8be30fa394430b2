package market.tessera.checkout.payment;

import java.time.Clock;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.Orders;
import market.tessera.checkout.payment.PaymentIntents.PaymentIntent;
import market.tessera.checkout.settlement.SettleOrder.Ending;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Brings an intent that was left open further: opens, asks, closes or pays back, whatever is due. */
@Service
class FollowUp {
    private final Orders orders;
    private final PaymentPages pages;
    private final PaymentOutcomes outcomes;
    private final Clock clock;

    FollowUp(Orders orders, PaymentPages pages, PaymentOutcomes outcomes, Clock clock) {
        this.orders = orders;
        this.pages = pages;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    Mono<Void> followUp(PaymentIntent intent) {
        return switch (intent.status()) {
            case INTENDED, OPEN, PROCESSING ->
                orders.find(intent.orderId())
                        .flatMap(order -> followUp(intent, order))
                        .then();
            case REFUND_DUE -> outcomes.payBack(intent.orderId());
            case PAID, ENDED, REFUNDED -> Mono.empty();
        };
    }

    private Mono<?> followUp(PaymentIntent intent, Order order) {
        var session = intent.session();
        if (order.status() != Order.Status.PENDING || isToEnd(intent, order)) {
            return outcomes.close(intent);
        }
        return session == null ? pages.open(order) : outcomes.ask(session);
    }

    /** Its time is up, or its buyer wanted it to end and nobody was there to see to it. Money that is on its way by a slow method keeps its seats. */
    private boolean isToEnd(PaymentIntent intent, Order order) {
        return intent.status() != PaymentIntents.Status.PROCESSING
                && (intent.ending() == Ending.CANCELLED || clock.instant().isAfter(order.expiresAt()));
    }
}
