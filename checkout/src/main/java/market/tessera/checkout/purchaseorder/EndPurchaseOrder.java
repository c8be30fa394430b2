package market.tessera.checkout.purchaseorder;

import java.util.Collection;
import java.util.UUID;
import market.tessera.checkout.enrollment.WithdrawEnrollments;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.OrderLine;
import market.tessera.checkout.order.Orders;
import market.tessera.checkout.purchaseorder.PurchaseOrders.Waiting;
import market.tessera.checkout.settlement.BulkPlaces;
import market.tessera.checkout.settlement.SettleOrder.Ending;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Ends an order on invoice that will not be paid: its seats are free, its invoices taken back, its buyer told. Money that has come by then is owed
 * back. Places and enrollments are locked before the order, as everywhere.
 */
@Service
class EndPurchaseOrder {
    private final Orders orders;
    private final BulkPlaces bulk;
    private final WithdrawEnrollments enrollments;
    private final PurchaseOrders purchaseOrders;
    private final EndInvoiced ending;
    private final TransactionalOperator transaction;

    EndPurchaseOrder(
            Orders orders,
            BulkPlaces bulk,
            WithdrawEnrollments enrollments,
            PurchaseOrders purchaseOrders,
            EndInvoiced ending,
            TransactionalOperator transaction) {
        this.orders = orders;
        this.bulk = bulk;
        this.enrollments = enrollments;
        this.purchaseOrders = purchaseOrders;
        this.ending = ending;
        this.transaction = transaction;
    }

    /** Why nobody waits for its money any more. */
    enum Why {
        /** Its buyer does not want it. */
        WITHDRAWN,
        /** The money did not come in time. */
        EXPIRED,
        /** It was used on credit, and the operator believes no more that it will be paid. */
        GIVEN_UP;

        Ending ending() {
            return this == WITHDRAWN ? Ending.CANCELLED : Ending.EXPIRED;
        }
    }

    /** False if it was paid, has ended, or, unless it is given up, somebody has taken up one of its places. */
    Mono<Boolean> end(UUID order, Why why) {
        return transaction
                .execute(tx -> orders.find(order)
                        .flatMap(found -> end(found, why))
                        .defaultIfEmpty(false)
                        .doOnNext(ended -> {
                            if (!ended) {
                                tx.setRollbackOnly();
                            }
                        }))
                .single();
    }

    private Mono<Boolean> end(Order order, Why why) {
        var lines = order.lines().stream().map(OrderLine::id).toList();
        return places(order, lines, why)
                .filter(free -> free)
                .flatMap(_ -> purchaseOrders.lock(order.id()))
                .filter(Waiting::isWaiting)
                .flatMap(_ -> ending.end(order, lines, why).thenReturn(true));
    }

    /** Whether none of its places is in use by then. */
    private Mono<Boolean> places(Order order, Collection<UUID> lines, Why why) {
        if (!order.isUsable()) {
            return Mono.just(true);
        }
        return bulk.lock(lines)
                .count()
                .flatMap(untaken -> why == Why.GIVEN_UP
                        ? enrollments.ofLines(lines).then(Mono.just(true))
                        : Mono.just(untaken == lines.size()));
    }
}
