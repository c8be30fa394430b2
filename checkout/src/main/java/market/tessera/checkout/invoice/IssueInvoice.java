package market.tessera.checkout.invoice;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import market.tessera.checkout.order.Orders;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Invoices an order before it is paid, as a purchase order asks for. Paying it later makes no second invoice; if it will never be paid, its
 * invoices are taken back.
 */
@Service
public class IssueInvoice {
    private final Orders orders;
    private final WriteDocuments write;
    private final Documents documents;
    private final DueDocuments due;

    IssueInvoice(Orders orders, WriteDocuments write, Documents documents, DueDocuments due) {
        this.orders = orders;
        this.write = write;
        this.documents = documents;
        this.due = due;
    }

    /**
     * Locks the order, and then the counts of its sellers: do it last in the transaction. Asking again changes nothing.
     *
     * @param dueOn until when the buyer has to pay
     * @return the order's invoices, one for each seller to whom something is to be paid; none if there is no such order
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Flux<Document> beforePayment(UUID order, LocalDate dueOn) {
        return orders.lock(order)
                .flatMap(locked -> write.invoices(List.of(locked.id()), dueOn))
                .thenMany(documents.of(order).filter(document -> document.kind() == Document.Kind.INVOICE));
    }

    /** Has credit notes written for all invoices of an order that has ended unpaid; a moment later, and each once. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Mono<Void> takeBack(UUID order) {
        return due.takeBackUnpaid(order);
    }
}
