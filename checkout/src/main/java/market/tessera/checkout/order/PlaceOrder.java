package market.tessera.checkout.order;

import market.tessera.checkout.order.Placement.PaidBefore;
import market.tessera.checkout.order.Placement.Placed;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Turns what a buyer has confirmed into an order, once however often it is sent. What the same basket had ordered before and not paid is
 * cancelled first: an abandoned order never stands in the way of buying.
 */
@Service
class PlaceOrder {
    private final Orders orders;
    private final PendingOrders pending;
    private final ReserveOrder reserve;
    private final Payments payments;

    PlaceOrder(Orders orders, PendingOrders pending, ReserveOrder reserve, Payments payments) {
        this.orders = orders;
        this.pending = pending;
        this.reserve = reserve;
        this.payments = payments;
    }

    Mono<Placement> place(OrderRequest request) {
        return earlier(request)
                .switchIfEmpty(Mono.defer(() -> cancelUnpaid(request)))
                .switchIfEmpty(Mono.defer(() -> reserve.reserve(request)))
                .onErrorResume(
                        DuplicateKeyException.class, twice -> earlier(request).switchIfEmpty(Mono.error(twice)));
    }

    /** The order that this very page has placed already. */
    private Mono<Placement> earlier(OrderRequest request) {
        return orders.findAttempt(request.basket(), request.attempt()).map(Placed::new);
    }

    private Mono<Placement> cancelUnpaid(OrderRequest request) {
        return pending.of(request.basket(), request.shown().currency())
                .concatMap(order -> payments.withdraw(order).then(orders.find(order)))
                .filter(Order::isPaid)
                .next()
                .map(order -> new PaidBefore(order.id()));
    }
}
