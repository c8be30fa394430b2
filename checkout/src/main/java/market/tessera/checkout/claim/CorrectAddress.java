package market.tessera.checkout.claim;

import java.util.UUID;
import market.tessera.checkout.claim.Correction.Closed;
import market.tessera.checkout.claim.Correction.Corrected;
import market.tessera.checkout.claim.Correction.Mistyped;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.Orders;
import market.tessera.checkout.settlement.PaidLines;
import market.tessera.checkout.settlement.SendReceipt;
import market.tessera.platform.mail.EmailAddress;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * A guest has mistyped the e-mail address, and notices when no receipt comes: it is sent to the right one, the providers are told, and whoever has the
 * other address can neither look at the order any more nor take it.
 */
@Service
class CorrectAddress {
    /** Mail goes to whatever address is typed. */
    private static final int MOST = 3;

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final PaidLines paidLines;
    private final Orders orders;
    private final SendReceipt receipt;

    CorrectAddress(
            DatabaseClient database,
            TransactionalOperator transaction,
            PaidLines paidLines,
            Orders orders,
            SendReceipt receipt) {
        this.database = database;
        this.transaction = transaction;
        this.paidLines = paidLines;
        this.orders = orders;
        this.receipt = receipt;
    }

    /** The same address again: the receipt may have got lost. */
    Mono<Correction> correct(Order order, String typed) {
        return EmailAddress.parse(typed)
                .map(address -> wholly(
                        address.text().equalsIgnoreCase(order.email())
                                ? sendAgain(order)
                                : move(order.id(), address.text())))
                .orElseGet(() -> Mono.just(new Mistyped()));
    }

    private Mono<Correction> wholly(Mono<Boolean> correction) {
        return transaction
                .execute(tx -> correction.doOnNext(corrected -> {
                    if (!corrected) {
                        tx.setRollbackOnly();
                    }
                }))
                .single()
                .map(corrected -> corrected ? new Corrected() : new Closed());
    }

    private Mono<Boolean> sendAgain(Order order) {
        return update(order.id(), order.email()).delayUntil(open -> open ? receipt.sendAgain(order) : Mono.empty());
    }

    /** Enrollments before the order: the order in which confirming a place locks them, too. */
    private Mono<Boolean> move(UUID order, String address) {
        return paidLines
                .readdressed(order, address)
                .filter(open -> open)
                .flatMap(_ -> update(order, address))
                .filter(updated -> updated)
                .delayUntil(_ -> orders.find(order).flatMap(receipt::sendElsewhere))
                .defaultIfEmpty(false);
    }

    private Mono<Boolean> update(UUID order, String address) {
        return database.sql("""
                        update orders set email = :email, corrections = corrections + 1
                        where id = :order and learner is null and status in ('PAID', 'FULFILLED') and corrections < :most
                        """)
                .bind("email", address)
                .bind("order", order)
                .bind("most", MOST)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }
}
