package market.tessera.checkout.purchaseorder;

import java.util.UUID;
import market.tessera.checkout.order.Orders;
import market.tessera.checkout.payout.Ledger;
import market.tessera.checkout.refund.RefundByHand;
import market.tessera.platform.money.Money;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Books what a person sends back from our bank account: a refund, what was paid too much, or what has come of an order that has ended. The last is
 * taken up first, and can be kept after all while it is not booked as sent; if all of the order's money is there then, that pays it.
 */
@Service
class SendBack {
    private final BankBooks books;
    private final MoneyBack back;
    private final PurchaseOrders purchaseOrders;
    private final ReviveInvoiced late;
    private final Orders orders;
    private final RefundByHand refunds;
    private final Ledger ledger;
    private final TransactionalOperator transaction;

    SendBack(
            BankBooks books,
            MoneyBack back,
            PurchaseOrders purchaseOrders,
            ReviveInvoiced late,
            Orders orders,
            RefundByHand refunds,
            Ledger ledger,
            TransactionalOperator transaction) {
        this.books = books;
        this.back = back;
        this.purchaseOrders = purchaseOrders;
        this.late = late;
        this.orders = orders;
        this.refunds = refunds;
        this.ledger = ledger;
        this.transaction = transaction;
    }

    /** @param reference by which our bank's statement names the transfer */
    record Sent(Money amount, String reference, String by) {}

    /** How an attempt to book what was sent ended. */
    enum Outcome {
        BOOKED,
        /** The statement's reference is in the books already. */
        BOOKED_BEFORE,
        /** Another amount is owed by now, or it was booked as sent before. */
        CHANGED
    }

    /** From now on it pays for nothing; false if another amount is owed by now, or some of it is being sent already. */
    Mono<Boolean> begin(UUID order, Money amount, String by) {
        return purchaseOrders
                .lock(order)
                .flatMap(_ -> back.begin(order, amount, by))
                .as(transaction::transactional)
                .defaultIfEmpty(false);
    }

    /** What was begun was not sent; false if nothing was begun. */
    Mono<Boolean> keep(UUID id) {
        return late.lock(id)
                .flatMap(waiting -> back.keep(id)
                        .filter(kept -> kept)
                        .flatMap(_ -> orders.find(id))
                        .flatMap(order -> books.received(id, order.total().currency())
                                .flatMap(received ->
                                        late.revive(waiting, order.total().minus(received)))
                                .thenReturn(true)))
                .as(transaction::transactional)
                .defaultIfEmpty(false);
    }

    /** What was begun, or paid too much. */
    Mono<Outcome> excess(UUID order, Sent sent) {
        return once(purchaseOrders
                .lock(order)
                .flatMap(_ -> back.take(order, sent.amount()))
                .filter(taken -> taken)
                .flatMap(_ -> book(order, sent)));
    }

    Mono<Outcome> refund(UUID refund, Sent sent) {
        return once(refunds.paid(refund)
                .flatMap(paid ->
                        books.insert(paid.order(), refund, paid.amount(), sent).thenReturn(Outcome.BOOKED)));
    }

    private Mono<Outcome> book(UUID order, Sent sent) {
        return books.insert(order, null, sent.amount(), sent)
                .flatMap(cause -> ledger.sentBack(order, sent.amount(), cause))
                .thenReturn(Outcome.BOOKED);
    }

    private Mono<Outcome> once(Mono<Outcome> booked) {
        return booked.as(transaction::transactional)
                .defaultIfEmpty(Outcome.CHANGED)
                .onErrorReturn(DuplicateKeyException.class, Outcome.BOOKED_BEFORE);
    }
}
