package market.tessera.checkout.placing;

import java.util.List;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.Orders;
import market.tessera.checkout.order.Payments;
import market.tessera.checkout.placing.PendingOrders.Earlier;
import market.tessera.checkout.placing.Placement.PaidBefore;
import market.tessera.checkout.placing.Placement.Placed;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Turns what a buyer has confirmed into an order, once however often it is sent. What the same basket had ordered before and not paid is
 * cancelled first, which is looked for where an order cannot be placed: an abandoned one never stands in the way of buying.
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
        return reserve.reserve(request)
                .flatMap(placement -> placement instanceof Placed
                        ? Mono.just(placement)
                        : afterEarlier(request).defaultIfEmpty(placement))
                .onErrorResume(
                        DuplicateKeyException.class, twice -> again(request).switchIfEmpty(Mono.error(twice)));
    }

    /** Empty if there was none before, so that it is none that keeps this one from being placed. */
    private Mono<Placement> afterEarlier(OrderRequest request) {
        return pending.before(request)
                .collectList()
                .filter(before -> !before.isEmpty())
                .flatMap(before -> settle(before).switchIfEmpty(Mono.defer(() -> reserve.reserveBeside(request))));
    }

    /** Empty if nothing stands in the way of a new order. */
    private Mono<Placement> settle(List<Earlier> before) {
        return before.getFirst().same()
                ? Mono.just(new Placed(before.getFirst().id(), null))
                : Flux.fromIterable(before)
                        .concatMap(order -> payments.withdraw(order.id()).then(orders.find(order.id())))
                        .filter(Order::isPaid)
                        .next()
                        .map(order -> new PaidBefore(order.id()));
    }

    /** The order that this very page has placed at the same time. */
    private Mono<Placement> again(OrderRequest request) {
        return pending.before(request).next().filter(Earlier::same).map(order -> new Placed(order.id(), null));
    }
}
