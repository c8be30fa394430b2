package market.tessera.checkout.order;

import market.tessera.checkout.basket.Basket.Purchase;
import market.tessera.checkout.basket.Baskets;
import market.tessera.checkout.offer.Seats;
import market.tessera.checkout.order.Placement.Changed;
import market.tessera.checkout.order.Placement.Placed;
import market.tessera.checkout.order.Placement.SeatsTaken;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Holds the seats of a purchase and writes its order and the intent to pay, all in one transaction, or changes nothing at all. */
@Service
class ReserveOrder {
    private final Baskets baskets;
    private final Seats seats;
    private final NewOrders newOrders;
    private final Payments payments;
    private final SettleOrder settle;

    ReserveOrder(Baskets baskets, Seats seats, NewOrders newOrders, Payments payments, SettleOrder settle) {
        this.baskets = baskets;
        this.seats = seats;
        this.newOrders = newOrders;
        this.payments = payments;
        this.settle = settle;
    }

    @Transactional
    public Mono<Placement> reserve(OrderRequest request) {
        return baskets.read(request.basket())
                .mapNotNull(
                        basket -> basket.purchase(request.shown().currency()).orElse(null))
                .filter(purchase -> purchase.total().equals(request.shown()))
                .flatMap(purchase -> hold(request, purchase))
                .defaultIfEmpty(new Changed());
    }

    private Mono<Placement> hold(OrderRequest request, Purchase purchase) {
        return seats.take(purchase.intakes())
                .next()
                .<Placement>map(_ -> new SeatsTaken())
                .switchIfEmpty(Mono.defer(() -> write(request, purchase)));
    }

    private Mono<Placement> write(OrderRequest request, Purchase purchase) {
        return newOrders
                .insert(request, purchase)
                .delayUntil(order ->
                        purchase.total().isZero() ? settle.paid(order, purchase.total()) : payments.intend(order))
                .map(Placed::new);
    }
}
