package market.tessera.checkout.placing;

import java.util.List;
import java.util.Optional;
import market.tessera.checkout.basket.Basket;
import market.tessera.checkout.basket.Basket.Purchase;
import market.tessera.checkout.basket.Baskets;
import market.tessera.checkout.order.OnInvoice;
import market.tessera.checkout.order.OrderSeats;
import market.tessera.checkout.order.Payments;
import market.tessera.checkout.placing.NewOrders.NewOrder;
import market.tessera.checkout.placing.Placement.Changed;
import market.tessera.checkout.placing.Placement.NoCountry;
import market.tessera.checkout.placing.Placement.NotOnInvoice;
import market.tessera.checkout.placing.Placement.Placed;
import market.tessera.checkout.placing.Placement.SeatsTaken;
import market.tessera.checkout.placing.Placement.TooLittle;
import market.tessera.checkout.placing.Placement.TooMany;
import market.tessera.checkout.placing.Placement.TooMuch;
import market.tessera.checkout.placing.Placement.Waiting;
import market.tessera.checkout.promotion.Promotions;
import market.tessera.checkout.settlement.SettleOrder;
import market.tessera.platform.database.Together;
import market.tessera.platform.money.Money;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Holds the seats of a purchase and writes its order and the intent to pay, all in one transaction, or changes nothing at all. */
@Service
class ReserveOrder {
    /** Orders of any basket. */
    private static final String ALL = "";

    private static final int TOGETHER = 50;

    private final Baskets baskets;
    private final OrderSeats seats;
    private final NewOrders newOrders;
    private final Payments payments;
    private final OnInvoice onInvoice;
    private final PlaceLimits limits;
    private final SettleOrder settle;
    private final Promotions promotions;
    private final ManyOrders manyOrders;
    private final TransactionalOperator transaction;
    private final Together<String, NewOrder, Placement> together =
            new Together<>(TOGETHER, (_, orders) -> reserve(orders));

    ReserveOrder(
            Baskets baskets,
            OrderSeats seats,
            NewOrders newOrders,
            Payments payments,
            OnInvoice onInvoice,
            PlaceLimits limits,
            SettleOrder settle,
            Promotions promotions,
            ManyOrders manyOrders,
            TransactionalOperator transaction) {
        this.baskets = baskets;
        this.seats = seats;
        this.newOrders = newOrders;
        this.payments = payments;
        this.onInvoice = onInvoice;
        this.limits = limits;
        this.settle = settle;
        this.promotions = promotions;
        this.manyOrders = manyOrders;
        this.transaction = transaction;
    }

    Mono<Placement> reserve(OrderRequest request) {
        return reserve(request, false);
    }

    /** As {@link #reserve(OrderRequest)}, once all has been done about earlier orders from the same basket: money of one may be on its way. */
    Mono<Placement> reserveBeside(OrderRequest request) {
        return reserve(request, true);
    }

    private Mono<Placement> reserve(OrderRequest request, boolean beside) {
        return basket(request)
                .mapNotNull(
                        basket -> basket.purchase(request.shown().currency()).orElse(null))
                .filter(purchase -> purchase.total().equals(request.shown()))
                .flatMap(purchase -> objection(request, purchase)
                        .map(Mono::just)
                        .orElseGet(() -> reserve(NewOrder.of(request, purchase, beside))))
                .defaultIfEmpty(new Changed());
    }

    /** What is confirmed at the same time is written together, where nothing about it is special. */
    private Mono<Placement> reserve(NewOrder order) {
        return isUsual(order) ? together.ask(ALL, order) : alone(order);
    }

    private Mono<List<Placement>> reserve(List<NewOrder> orders) {
        return orders.size() == 1
                ? alone(orders.getFirst()).map(List::of)
                : manyOrders.write(orders).as(transaction::transactional);
    }

    /** It is paid by card; there is no code and no limit to look at, and no seat is held for its buyer. */
    private static boolean isUsual(NewOrder order) {
        var purchase = order.purchase();
        return order.request().purchaseOrder() == null
                && purchase.promotion() == null
                && purchase.employer() == null
                && purchase.lines().stream().noneMatch(line -> line.offer().isFree() || line.claim() != null);
    }

    private Mono<Placement> alone(NewOrder order) {
        return transaction
                .execute(tx -> hold(order).doOnNext(placement -> {
                    if (!(placement instanceof Placed)) {
                        tx.setRollbackOnly();
                    }
                }))
                .single();
    }

    /** What its buyer has to change before anything is held. */
    private static Optional<Placement> objection(OrderRequest request, Purchase purchase) {
        if (purchase.isTaxedByCountry() && purchase.country() == null) {
            return Optional.of(new NoCountry());
        }
        return request.purchaseOrder() == null && !purchase.total().isZero()
                ? unpayable(purchase.total())
                : Optional.empty();
    }

    private static Optional<Placement> unpayable(Money total) {
        var least = new Money(Money.leastPayable(total.currency()), total.currency());
        if (total.amount() < least.amount()) {
            return Optional.of(new TooLittle(least));
        }
        var most = new Money(Money.mostPayable(total.currency()), total.currency());
        return total.amount() > most.amount() ? Optional.of(new TooMuch(most)) : Optional.empty();
    }

    private Mono<Basket> basket(OrderRequest request) {
        return request.learner() == null ? baskets.readGuests(request.basket()) : baskets.read(request.basket());
    }

    private Mono<Placement> hold(NewOrder order) {
        return seats.hold(order.seats()).flatMap(held -> held ? limited(order) : Mono.just(new SeatsTaken()));
    }

    private Mono<Placement> limited(NewOrder order) {
        return limits.exceeded(order.request(), order.purchase())
                .<Placement>map(TooMany::new)
                .switchIfEmpty(Mono.defer(() -> write(order)));
    }

    private Mono<Placement> write(NewOrder order) {
        return newOrders
                .insert(List.of(order))
                .flatMap(written -> written.isEmpty()
                        ? Mono.just(new Waiting())
                        : promoted(order).flatMap(taken -> taken ? open(order) : Mono.just(new Changed())));
    }

    /** False if the code has been used up since the buyer saw it. */
    private Mono<Boolean> promoted(NewOrder order) {
        var promotion = order.promotion();
        return promotion == null
                ? Mono.just(true)
                : promotions.take(promotion.id(), order.id(), order.request().email());
    }

    private Mono<Placement> open(NewOrder order) {
        var number = order.request().purchaseOrder();
        var purchase = order.purchase();
        if (number != null) {
            return onInvoice
                    .begin(order.id(), purchase, number)
                    .map(begun -> begun ? order.placed() : new NotOnInvoice());
        }
        return (purchase.total().isZero()
                        ? settle.paid(order.id(), purchase.total()).then()
                        : payments.intend(List.of(order.id())))
                .thenReturn(order.placed());
    }
}
