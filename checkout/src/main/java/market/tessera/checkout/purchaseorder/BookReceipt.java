package market.tessera.checkout.purchaseorder;

import java.time.LocalDate;
import java.util.UUID;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.Orders;
import market.tessera.checkout.order.SettleOrder;
import market.tessera.checkout.payout.Ledger;
import market.tessera.checkout.purchaseorder.Booking.Booked;
import market.tessera.checkout.purchaseorder.Booking.BookedBefore;
import market.tessera.checkout.purchaseorder.Booking.OtherCurrency;
import market.tessera.checkout.purchaseorder.Booking.Unknown;
import market.tessera.checkout.purchaseorder.PurchaseOrders.State;
import market.tessera.checkout.purchaseorder.PurchaseOrders.Waiting;
import market.tessera.platform.mail.Outbox;
import market.tessera.platform.money.Money;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Books a transfer that has come to our bank account. An order is paid as soon as all of its money is there, in however many transfers, also when
 * it has ended not long ago and its seats are free; what is too much, comes twice or comes too late is owed back. The statement's reference is
 * booked once, whoever tries.
 */
@Service
class BookReceipt {
    private final PurchaseOrders purchaseOrders;
    private final BankBooks books;
    private final Orders orders;
    private final SettleOrder settle;
    private final ReviveInvoiced late;
    private final Ledger ledger;
    private final PurchaseOrderLetters letters;
    private final Outbox outbox;
    private final TransactionalOperator transaction;

    BookReceipt(
            PurchaseOrders purchaseOrders,
            BankBooks books,
            Orders orders,
            SettleOrder settle,
            ReviveInvoiced late,
            Ledger ledger,
            PurchaseOrderLetters letters,
            Outbox outbox,
            TransactionalOperator transaction) {
        this.purchaseOrders = purchaseOrders;
        this.books = books;
        this.orders = orders;
        this.settle = settle;
        this.late = late;
        this.ledger = ledger;
        this.letters = letters;
        this.outbox = outbox;
        this.transaction = transaction;
    }

    /**
     * Money as our bank's statement has it.
     *
     * @param what the order's number, or that of one of its invoices
     * @param reference by which the statement names it
     * @param by the address of who books it
     */
    record Receipt(String what, Money amount, LocalDate receivedOn, String reference, String by) {}

    Mono<Booking> book(Receipt receipt) {
        return purchaseOrders
                .find(receipt.what())
                .flatMap(order -> book(order, receipt).as(transaction::transactional))
                .defaultIfEmpty(new Unknown())
                .onErrorReturn(DuplicateKeyException.class, new BookedBefore());
    }

    private Mono<Booking> book(UUID id, Receipt receipt) {
        return late.lockPlaces(id)
                .then(purchaseOrders.lock(id))
                .flatMap(waiting -> orders.find(id)
                        .flatMap(order ->
                                order.total().currency().equals(receipt.amount().currency())
                                        ? book(order, waiting, receipt)
                                        : Mono.just(
                                                new OtherCurrency(order.total().currency()))));
    }

    private Mono<Booking> book(Order order, Waiting waiting, Receipt receipt) {
        return books.insert(order.id(), receipt)
                .flatMap(cause -> ledger.received(order.id(), receipt.amount(), cause))
                .then(Mono.defer(() -> books.received(order.id(), order.total().currency())))
                .flatMap(received -> settle(order, waiting, receipt, received));
    }

    /** @param received all that has come of the order's money */
    private Mono<Booking> settle(Order order, Waiting waiting, Receipt receipt, Money received) {
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
