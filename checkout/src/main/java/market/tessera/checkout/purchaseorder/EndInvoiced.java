package market.tessera.checkout.purchaseorder;

import java.util.Collection;
import java.util.UUID;
import market.tessera.checkout.invoice.IssueInvoice;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.purchaseorder.EndPurchaseOrder.Why;
import market.tessera.checkout.purchaseorder.PurchaseOrders.State;
import market.tessera.checkout.settlement.BulkPlaces;
import market.tessera.checkout.settlement.SettleOrder;
import market.tessera.platform.mail.Outbox;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What follows from the end of an order on invoice, in the transaction that ends it. */
@Service
class EndInvoiced {
    private final PurchaseOrders purchaseOrders;
    private final SettleOrder settle;
    private final BulkPlaces bulk;
    private final IssueInvoice invoices;
    private final PurchaseOrderLetters letters;
    private final Outbox outbox;

    EndInvoiced(
            PurchaseOrders purchaseOrders,
            SettleOrder settle,
            BulkPlaces bulk,
            IssueInvoice invoices,
            PurchaseOrderLetters letters,
            Outbox outbox) {
        this.purchaseOrders = purchaseOrders;
        this.settle = settle;
        this.bulk = bulk;
        this.invoices = invoices;
        this.letters = letters;
        this.outbox = outbox;
    }

    Mono<Void> end(Order order, Collection<UUID> lines, Why why) {
        return settle.unpaid(order.id(), why.ending())
                .then(purchaseOrders.became(order.id(), State.ENDED))
                .thenMany(bulk.giveUp(lines))
                .then(invoices.takeBack(order.id()))
                .then(outbox.put(letters.ended(order, why)));
    }
}
