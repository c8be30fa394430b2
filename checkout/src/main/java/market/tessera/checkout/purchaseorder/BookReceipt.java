package market.tessera.checkout.purchaseorder;

import java.time.LocalDate;
import java.util.UUID;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.Orders;
import market.tessera.checkout.purchaseorder.Booking.BookedBefore;
import market.tessera.checkout.purchaseorder.Booking.OtherCurrency;
import market.tessera.checkout.purchaseorder.Booking.Unknown;
import market.tessera.checkout.purchaseorder.PurchaseOrders.Waiting;
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
    private final ReviveInvoiced late;
    private final UseReceipt use;
    private final TransactionalOperator transaction;

    BookReceipt(
            PurchaseOrders purchaseOrders,
            BankBooks books,
            Orders orders,
            ReviveInvoiced late,
            UseReceipt use,
            TransactionalOperator transaction) {
        this.purchaseOrders = purchaseOrders;
        this.books = books;
        this.orders = orders;
        this.late = late;
        this.use = use;
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
        return late.lock(id)
                .flatMap(waiting -> orders.find(id)
                        .flatMap(order ->
                                order.total().currency().equals(receipt.amount().currency())
                                        ? book(order, waiting, receipt)
                                        : Mono.just(
                                                new OtherCurrency(order.total().currency()))));
    }

    private Mono<Booking> book(Order order, Waiting waiting, Receipt receipt) {
        return books.receive(order.id(), receipt)
                .then(Mono.defer(() -> books.received(order.id(), order.total().currency())))
                .flatMap(received -> use.use(order, waiting, receipt, received));
    }
}
