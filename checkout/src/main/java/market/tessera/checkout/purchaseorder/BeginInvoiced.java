package market.tessera.checkout.purchaseorder;

import java.time.Clock;
import java.util.UUID;
import market.tessera.checkout.basket.Baskets;
import market.tessera.checkout.invoice.IssueInvoice;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.Orders;
import market.tessera.checkout.settlement.BulkPlaces;
import market.tessera.platform.mail.Outbox;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What follows from an order on invoice, in the transaction that places it. */
@Service
class BeginInvoiced {
    private final Orders orders;
    private final BulkPlaces bulk;
    private final Baskets baskets;
    private final IssueInvoice invoices;
    private final PurchaseOrderLetters letters;
    private final Outbox outbox;
    private final Clock clock;

    BeginInvoiced(
            Orders orders,
            BulkPlaces bulk,
            Baskets baskets,
            IssueInvoice invoices,
            PurchaseOrderLetters letters,
            Outbox outbox,
            Clock clock) {
        this.orders = orders;
        this.bulk = bulk;
        this.baskets = baskets;
        this.invoices = invoices;
        this.letters = letters;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The counts of invoices are locked last. */
    Mono<Void> ordered(UUID id, Term term) {
        return orders.find(id)
                .delayUntil(order -> baskets.removeBought(order.basket(), order.intakes()))
                .delayUntil(order -> term.credit() ? places(order) : Mono.<Void>empty())
                .delayUntil(order -> outbox.put(letters.ordered(order)))
                .thenMany(invoices.beforePayment(id, term.dueOn()))
                .then();
    }

    private Mono<Void> places(Order order) {
        return Mono.justOrEmpty(order.organisation())
                .flatMap(organisation -> bulk.receive(order.paidOrder(clock.instant()), organisation));
    }
}
