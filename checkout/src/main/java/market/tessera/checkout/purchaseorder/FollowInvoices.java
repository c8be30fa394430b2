package market.tessera.checkout.purchaseorder;

import java.time.Clock;
import java.util.UUID;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.Orders;
import market.tessera.checkout.purchaseorder.EndPurchaseOrder.Why;
import market.tessera.checkout.purchaseorder.PurchaseOrders.Waiting;
import market.tessera.checkout.work.OneOfMany;
import market.tessera.platform.mail.Letter;
import market.tessera.platform.mail.Outbox;
import market.tessera.platform.money.Money;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Reminds buyers of invoices that are or will be due, and lets go of places that were not paid in time. */
@Service
class FollowInvoices {
    private static final int BATCH = 50;

    private final PurchaseOrders purchaseOrders;
    private final EndPurchaseOrder end;
    private final Orders orders;
    private final PurchaseOrderLetters letters;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final Clock clock;

    FollowInvoices(
            PurchaseOrders purchaseOrders,
            EndPurchaseOrder end,
            Orders orders,
            PurchaseOrderLetters letters,
            Outbox outbox,
            TransactionalOperator transaction,
            Clock clock) {
        this.purchaseOrders = purchaseOrders;
        this.end = end;
        this.orders = orders;
        this.letters = letters;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Emits how many were due. */
    Mono<Long> due() {
        return purchaseOrders
                .lease(BATCH)
                .concatMap(order -> OneOfMany.attempt("Following the invoice", order, () -> look(order))
                        .thenReturn(order))
                .count();
    }

    private Mono<Void> look(UUID order) {
        return remind(order)
                .as(transaction::transactional)
                .flatMap(over -> over ? end.end(order, Why.EXPIRED).then() : Mono.<Void>empty());
    }

    /** Emits whether its time is over instead. */
    private Mono<Boolean> remind(UUID order) {
        return purchaseOrders
                .lock(order)
                .filter(Waiting::isWaiting)
                .flatMap(waiting -> waiting.term().isOver(clock.instant())
                        ? Mono.just(true)
                        : orders.find(order)
                                .flatMap(found -> outbox.put(reminder(found, waiting)))
                                .then(purchaseOrders.reminded(waiting))
                                .thenReturn(false));
    }

    private Letter reminder(Order order, Waiting waiting) {
        var received = new Money(waiting.balance(), order.total().currency());
        return letters.reminder(order, waiting.reminders() + 1, received);
    }
}
