package market.tessera.checkout.invoice;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.checkout.invoice.DueDocuments.Due;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Issues the documents that the ledger's entries call for, many in one transaction, so that a seller's count is locked for a moment now and
 * then instead of by every payment. What is repeated or interrupted writes each document once and leaves no gap.
 */
@Service
class IssueDocuments {
    static final int BATCH = 200;

    private final DueDocuments due;
    private final WriteDocuments write;
    private final TransactionalOperator transaction;

    IssueDocuments(DueDocuments due, WriteDocuments write, TransactionalOperator transaction) {
        this.due = due;
        this.write = write;
        this.transaction = transaction;
    }

    /** Emits how many entries were seen to. Where someone else has invoiced one of the orders meanwhile, the next round sees to all of them. */
    Mono<Long> due() {
        return due.take(BATCH)
                .collectList()
                .flatMap(taken -> taken.isEmpty() ? Mono.just(0L) : issue(taken))
                .as(transaction::transactional)
                .onErrorResume(DuplicateKeyException.class, _ -> Mono.just(0L));
    }

    private Mono<Long> issue(List<Due> taken) {
        var sales = taken.stream().filter(Due::isSale).toList();
        return write.invoices(sales.stream().map(Due::orderId).toList(), null)
                .then(invoiced(taken))
                .flatMap(returns -> write.creditNotes(returns)
                        .then(due.done(taken.stream()
                                .filter(one -> one.isSale() || returns.contains(one))
                                .toList()))
                        .thenReturn((long) (sales.size() + returns.size())));
    }

    /** Returns whose orders have their invoices; the others wait for who is writing those. */
    private Mono<List<Due>> invoiced(List<Due> taken) {
        var returns = taken.stream().filter(one -> !one.isSale()).toList();
        return returns.isEmpty()
                ? Mono.just(returns)
                : due.otherSales(taken).collect(Collectors.toSet()).map(waiting -> without(returns, waiting));
    }

    private static List<Due> without(List<Due> returns, Set<UUID> waiting) {
        return returns.stream().filter(one -> !waiting.contains(one.orderId())).toList();
    }
}
