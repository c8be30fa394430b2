package market.tessera.checkout.invoice;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import market.tessera.checkout.order.Orders;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;

/** Invoices an order before it is paid, as a purchase order asks for. Paying it later makes no second invoice. */
@Service
public class IssueInvoice {
    private final Orders orders;
    private final WriteDocuments write;
    private final Documents documents;

    IssueInvoice(Orders orders, WriteDocuments write, Documents documents) {
        this.orders = orders;
        this.write = write;
        this.documents = documents;
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
}
