package market.tessera.checkout.placing;

import java.util.Optional;
import java.util.UUID;
import market.tessera.checkout.basket.Basket;
import market.tessera.checkout.basket.Basket.Purchase;
import market.tessera.checkout.basket.Baskets;
import market.tessera.checkout.order.OnInvoice;
import market.tessera.checkout.order.OrderSeats;
import market.tessera.checkout.order.OrderSeats.Wanted;
import market.tessera.checkout.order.Payments;
import market.tessera.checkout.placing.Placement.Changed;
import market.tessera.checkout.placing.Placement.NoCountry;
import market.tessera.checkout.placing.Placement.NotOnInvoice;
import market.tessera.checkout.placing.Placement.Placed;
import market.tessera.checkout.placing.Placement.SeatsTaken;
import market.tessera.checkout.placing.Placement.TooLittle;
import market.tessera.checkout.placing.Placement.TooMany;
import market.tessera.checkout.promotion.Promotions;
import market.tessera.checkout.settlement.SettleOrder;
import market.tessera.platform.money.Money;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Holds the seats of a purchase and writes its order and the intent to pay, all in one transaction, or changes nothing at all. */
@Service
class ReserveOrder {
    private final Baskets baskets;
    private final OrderSeats seats;
    private final NewOrders newOrders;
    private final Payments payments;
    private final OnInvoice onInvoice;
    private final PlaceLimits limits;
    private final SettleOrder settle;
    private final Promotions promotions;
    private final TransactionalOperator transaction;

    ReserveOrder(
            Baskets baskets,
            OrderSeats seats,
            NewOrders newOrders,
            Payments payments,
            OnInvoice onInvoice,
            PlaceLimits limits,
            SettleOrder settle,
            Promotions promotions,
            TransactionalOperator transaction) {
        this.baskets = baskets;
        this.seats = seats;
        this.newOrders = newOrders;
        this.payments = payments;
        this.onInvoice = onInvoice;
        this.limits = limits;
        this.settle = settle;
        this.promotions = promotions;
        this.transaction = transaction;
    }

    Mono<Placement> reserve(OrderRequest request) {
        return transaction
                .execute(tx -> attempt(request).doOnNext(placement -> {
                    if (!(placement instanceof Placed)) {
                        tx.setRollbackOnly();
                    }
                }))
                .single();
    }

    private Mono<Placement> attempt(OrderRequest request) {
        return basket(request)
                .mapNotNull(
                        basket -> basket.purchase(request.shown().currency()).orElse(null))
                .filter(purchase -> purchase.total().equals(request.shown()))
                .flatMap(purchase ->
                        objection(request, purchase).map(Mono::just).orElseGet(() -> hold(request, purchase)))
                .defaultIfEmpty(new Changed());
    }

    /** What its buyer has to change before anything is held. */
    private static Optional<Placement> objection(OrderRequest request, Purchase purchase) {
        if (purchase.isTaxedByCountry() && purchase.country() == null) {
            return Optional.of(new NoCountry());
        }
        var total = purchase.total();
        var least = new Money(Money.leastPayable(purchase.currency()), purchase.currency());
        return request.purchaseOrder() == null && !total.isZero() && total.amount() < least.amount()
                ? Optional.of(new TooLittle(least))
                : Optional.empty();
    }

    private Mono<Basket> basket(OrderRequest request) {
        return request.learner() == null ? baskets.readGuests(request.basket()) : baskets.read(request.basket());
    }

    private Mono<Placement> hold(OrderRequest request, Purchase purchase) {
        return seats.hold(purchase.places().stream().map(Wanted::of).toList())
                .flatMap(held -> held ? limited(request, purchase) : Mono.just(new SeatsTaken()));
    }

    private Mono<Placement> limited(OrderRequest request, Purchase purchase) {
        return limits.exceeded(request, purchase)
                .<Placement>map(TooMany::new)
                .switchIfEmpty(Mono.defer(() -> write(request, purchase)));
    }

    private Mono<Placement> write(OrderRequest request, Purchase purchase) {
        return newOrders
                .insert(request, purchase)
                .flatMap(placed -> promoted(placed.order(), request, purchase)
                        .flatMap(taken -> taken ? open(placed, request, purchase) : Mono.just(new Changed())));
    }

    /** False if the code has been used up since the buyer saw it. */
    private Mono<Boolean> promoted(UUID order, OrderRequest request, Purchase purchase) {
        var promotion = purchase.promotion();
        return promotion == null || purchase.discount().isZero()
                ? Mono.just(true)
                : promotions.take(promotion.id(), order, request.email());
    }

    private Mono<Placement> open(Placed placed, OrderRequest request, Purchase purchase) {
        var order = placed.order();
        var number = request.purchaseOrder();
        if (number != null) {
            return onInvoice.begin(order, purchase, number).map(begun -> begun ? placed : new NotOnInvoice());
        }
        return (purchase.total().isZero() ? settle.paid(order, purchase.total()).then() : payments.intend(order))
                .thenReturn(placed);
    }
}
