package market.tessera.checkout.settlement;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.Order.Status;
import market.tessera.checkout.order.OrderKeys.Guests;
import market.tessera.checkout.order.OrderSeats;
import market.tessera.checkout.order.Orders;
import market.tessera.checkout.order.Orders.Payment;
import market.tessera.checkout.payout.Ledger;
import market.tessera.checkout.promotion.Promotions;
import market.tessera.checkout.settlement.Settlement.Ended;
import market.tessera.checkout.settlement.Settlement.Foreign;
import market.tessera.checkout.settlement.Settlement.Paid;
import market.tessera.checkout.settlement.Settlement.Unchanged;
import market.tessera.checkout.settlement.Settlement.Unseated;
import market.tessera.platform.money.Money;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/**
 * The one way by which a payment's result reaches its order, whoever learns of it first: the webhook, the buyer's return, the janitor. Saying the
 * same again changes nothing. Joins the caller's transaction.
 */
@Service
public class SettleOrder {
    private final Orders orders;
    private final OrderSeats seats;
    private final Ledger ledger;
    private final AfterPayment afterPayment;
    private final TakeTaxes takeTaxes;
    private final Promotions promotions;
    private final Clock clock;

    SettleOrder(
            Orders orders,
            OrderSeats seats,
            Ledger ledger,
            AfterPayment afterPayment,
            TakeTaxes takeTaxes,
            Promotions promotions,
            Clock clock) {
        this.orders = orders;
        this.seats = seats;
        this.ledger = ledger;
        this.afterPayment = afterPayment;
        this.takeTaxes = takeTaxes;
        this.promotions = promotions;
        this.clock = clock;
    }

    /** How an order ends without money. */
    public enum Ending {
        EXPIRED,
        CANCELLED
    }

    /** The money has arrived. If the order had ended, it lives again where its seats are still free. */
    @Transactional
    public Mono<Settlement> paid(UUID id, Money amount) {
        return paid(id, amount, List.of());
    }

    /** @param taxes as they were worked out when it was paid; empty where those that were ordered count */
    @Transactional
    public Mono<Settlement> paid(UUID id, Money amount, List<TaxOfPlaces> taxes) {
        return taxes.isEmpty()
                ? paidAsOrdered(Map.of(id, amount))
                        .flatMap(paid -> paid.contains(id) ? Mono.just(new Paid()) : settle(id, amount, taxes))
                : settle(id, amount, taxes);
    }

    /**
     * What has arrived for orders that wait for just that, which is nearly every time: nothing of them has to be looked at before, and many cost little more
     * than one. Emits which orders are paid by it; all others are left as they are.
     */
    @Transactional
    public Mono<Set<UUID>> paidAsOrdered(Map<UUID, Money> amounts) {
        var now = clock.instant();
        var issued = amounts.keySet().stream().collect(Collectors.toMap(order -> order, _ -> Guests.random()));
        var payments = amounts.entrySet().stream()
                .map(came -> new Payment(came.getKey(), came.getValue(), requireNonNull(issued.get(came.getKey()))))
                .toList();
        return orders.pay(payments, now)
                .collectList()
                .delayUntil(paid -> paid.isEmpty() ? Mono.empty() : sold(paid, issued, now))
                .map(paid -> paid.stream().map(Order::id).collect(Collectors.toSet()));
    }

    private Mono<Void> sold(List<Order> paid, Map<UUID, Guests> issued, Instant at) {
        return ledger.sold(paid.stream().collect(Collectors.toMap(Order::id, Order::total)))
                .then(Mono.defer(() -> afterPayment.paid(paid, issued, at)));
    }

    private Mono<Settlement> settle(UUID id, Money amount, List<TaxOfPlaces> taxes) {
        return orders.lock(id)
                .flatMap(order -> taxes.isEmpty() || order.paidAt() != null
                        ? Mono.just(order)
                        : takeTaxes.take(order, amount, taxes))
                .filter(order -> order.total().equals(amount))
                .flatMap(this::receive)
                .defaultIfEmpty(new Foreign());
    }

    /** What has arrived is not what the order comes to, in its amount or its taxes: the order ends, and all that came is owed back. */
    @Transactional
    public Mono<Settlement> mispaid(UUID id, Money amount) {
        return orders.lock(id)
                .filter(order -> !order.isPaid() && order.status() != Status.REFUNDED)
                .delayUntil(order -> order.status() == Status.PENDING ? end(order, Ending.EXPIRED) : Mono.empty())
                .delayUntil(_ -> ledger.unseated(id, amount))
                .<Settlement>map(_ -> new Unseated())
                .defaultIfEmpty(new Foreign());
    }

    /** All the money of an order on invoice has come to our bank account. */
    @Transactional
    public Mono<Settlement> paidOnInvoice(UUID id) {
        return orders.lock(id)
                .filter(order -> order.status() == Status.PENDING)
                .flatMap(this::confirmOnInvoice)
                .defaultIfEmpty(new Unchanged());
    }

    /** All of it has come after the order had ended: it lives again where its seats are still free. The money stays owed back where they are not. */
    @Transactional
    public Mono<Settlement> revivedOnInvoice(UUID id) {
        return orders.lock(id)
                .filter(order -> order.status() == Status.EXPIRED)
                .flatMap(order -> revive(order, confirmOnInvoice(order), Mono.just(new Unseated())))
                .defaultIfEmpty(new Unchanged());
    }

    /** No money will come. */
    @Transactional
    public Mono<Settlement> unpaid(UUID id, Ending ending) {
        return orders.lock(id)
                .flatMap(order -> order.status() == Status.PENDING ? end(order, ending) : Mono.just(new Unchanged()))
                .defaultIfEmpty(new Foreign());
    }

    /** The buyer has paid by a method that takes its time; the seats stay held. */
    @Transactional
    public Mono<Settlement> underway(UUID id) {
        return orders.lock(id)
                .filter(order -> order.status() == Status.PENDING)
                .flatMap(afterPayment::underway)
                .thenReturn(new Unchanged());
    }

    /** A payment that was on its way has not arrived; the buyer, who believes to have paid, is told. */
    @Transactional
    public Mono<Settlement> failed(UUID id) {
        return unpaid(id, Ending.EXPIRED)
                .delayUntil(settlement ->
                        settlement instanceof Ended ? orders.find(id).flatMap(afterPayment::failed) : Mono.empty());
    }

    /** Money that was owed back has gone back to the buyer. */
    @Transactional
    public Mono<Void> returned(UUID id) {
        return orders.lock(id)
                .filter(order -> order.status() != Status.REFUNDED)
                .delayUntil(order -> orders.changeStatus(id, Status.REFUNDED, clock.instant()))
                .flatMap(order -> ledger.returned(id).flatMap(amount -> afterPayment.returned(order, amount)));
    }

    private Mono<Settlement> receive(Order order) {
        return switch (order.status()) {
            case PENDING -> confirm(order);
            case EXPIRED, CANCELLED -> revive(order, confirm(order), unseated(order));
            case PAID, FULFILLED, REFUNDED -> Mono.just(new Unchanged());
        };
    }

    /** A code that others have used up since is like a seat that others have taken. */
    private Mono<Settlement> revive(Order order, Mono<Settlement> confirmed, Mono<Settlement> unseated) {
        return seats.hold(order.seats()).flatMap(held -> {
            if (!held) {
                return unseated;
            }
            return promoted(order)
                    .flatMap(promoted ->
                            promoted ? confirmed : seats.letGo(order.seats()).then(unseated));
        });
    }

    private Mono<Boolean> promoted(Order order) {
        var code = order.promotionCode();
        return code == null ? Mono.just(true) : promotions.retake(code, order.id(), order.email());
    }

    private Mono<Settlement> unseated(Order order) {
        return Mono.defer(() -> ledger.unseated(order.id(), order.total())).thenReturn(new Unseated());
    }

    private Mono<Settlement> confirm(Order order) {
        var now = clock.instant();
        return orders.changeStatus(order.id(), Status.PAID, now)
                .then(ledger.sold(order.id(), order.total()))
                .then(Mono.defer(() -> afterPayment.paid(order, now)))
                .thenReturn(new Paid());
    }

    private Mono<Settlement> confirmOnInvoice(Order order) {
        var now = clock.instant();
        return orders.changeStatus(order.id(), Status.PAID, now)
                .then(ledger.soldOnInvoice(order.id(), order.total()))
                .then(Mono.defer(() -> afterPayment.paidOnInvoice(order, now)))
                .thenReturn(new Paid());
    }

    private Mono<Settlement> end(Order order, Ending ending) {
        return orders.changeStatus(order.id(), Status.valueOf(ending.name()), clock.instant())
                .then(seats.letGo(order.seats()))
                .then(order.promotionCode() == null ? Mono.<Void>empty() : promotions.free(order.id()))
                .thenReturn(new Ended());
    }
}
