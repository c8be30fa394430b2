package market.tessera.checkout.purchaseorder;

import market.tessera.checkout.order.Order;
import market.tessera.checkout.purchaseorder.BookReceipt.Receipt;
import market.tessera.checkout.purchaseorder.Booking.Booked;
import market.tessera.checkout.purchaseorder.PurchaseOrders.State;
import market.tessera.checkout.purchaseorder.PurchaseOrders.Waiting;
import market.tessera.checkout.settlement.SettleOrder;
import market.tessera.platform.mail.Outbox;
import market.tessera.platform.money.Money;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What follows for an order on invoice from money that is in the books. Joins the caller's transaction, which holds the order. */
@Service
class UseReceipt {
    private final PurchaseOrders purchaseOrders;
    private final SettleOrder settle;
    private final ReviveInvoiced late;
    private final PurchaseOrderLetters letters;
    private final Outbox outbox;

    UseReceipt(
            PurchaseOrders purchaseOrders,
            SettleOrder settle,
            ReviveInvoiced late,
            PurchaseOrderLetters letters,
            Outbox outbox) {
        this.purchaseOrders = purchaseOrders;
        this.settle = settle;
        this.late = late;
        this.letters = letters;
        this.outbox = outbox;
    }

    /**
     * @param waiting as it was read under its lock
     * @param received all that has come of the order's money
     */
    Mono<Booking> use(Order order, Waiting waiting, Receipt receipt, Money received) {
        var zero = Money.zero(received.currency());
        var missing = order.total().minus(received);
        if (!waiting.isWaiting()) {
            return late.revive(waiting, missing)
                    .map(revived -> new Booked(order.id(), zero, revived ? zero.minus(missing) : receipt.amount()));
        }
        return missing.amount() > 0
                ? outbox.put(letters.partly(order, receipt, missing)).thenReturn(new Booked(order.id(), missing, zero))
                : settle.paidOnInvoice(order.id())
                        .then(purchaseOrders.became(order.id(), State.PAID))
                        .thenReturn(new Booked(order.id(), zero, zero.minus(missing)));
    }
}
