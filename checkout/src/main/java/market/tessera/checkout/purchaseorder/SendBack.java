package market.tessera.checkout.purchaseorder;

import java.util.UUID;
import market.tessera.checkout.payout.Ledger;
import market.tessera.checkout.purchaseorder.BankBooks.Owed;
import market.tessera.checkout.refund.RefundByHand;
import market.tessera.platform.money.Money;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Books what a person has sent back from our bank account: a refund, or what was paid too much. */
@Service
class SendBack {
    private final BankBooks books;
    private final PurchaseOrders purchaseOrders;
    private final RefundByHand refunds;
    private final Ledger ledger;
    private final TransactionalOperator transaction;

    SendBack(
            BankBooks books,
            PurchaseOrders purchaseOrders,
            RefundByHand refunds,
            Ledger ledger,
            TransactionalOperator transaction) {
        this.books = books;
        this.purchaseOrders = purchaseOrders;
        this.refunds = refunds;
        this.ledger = ledger;
        this.transaction = transaction;
    }

    /** @param reference by which our bank's statement names the transfer */
    record Sent(Money amount, String reference, String by) {}

    /** All that is owed back of an order beside refunds; false if that is another amount by now, or the reference is in the books. */
    Mono<Boolean> excess(UUID order, Sent sent) {
        return once(purchaseOrders
                .lock(order)
                .flatMap(_ -> books.owed(order))
                .filter(owed -> owed.amount().equals(sent.amount()))
                .flatMap(owed -> book(owed, sent)));
    }

    /** False if the refund was sent before, or the reference is in the books. */
    Mono<Boolean> refund(UUID refund, Sent sent) {
        return once(refunds.paid(refund)
                .flatMap(paid ->
                        books.insert(paid.order(), refund, paid.amount(), sent).thenReturn(true)));
    }

    private Mono<Boolean> book(Owed owed, Sent sent) {
        return books.insert(owed.order(), null, owed.amount(), sent)
                .flatMap(cause -> ledger.sentBack(owed.order(), owed.amount(), cause))
                .thenReturn(true);
    }

    private Mono<Boolean> once(Mono<Boolean> booked) {
        return booked.as(transaction::transactional)
                .defaultIfEmpty(false)
                .onErrorReturn(DuplicateKeyException.class, false);
    }
}
