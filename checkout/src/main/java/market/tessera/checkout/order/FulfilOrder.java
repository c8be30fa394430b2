package market.tessera.checkout.order;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Notes which places of a paid order are confirmed; the order is fulfilled when all are. Joins the caller's transaction. */
@Service
public class FulfilOrder {
    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final Clock clock;

    FulfilOrder(DatabaseClient database, TransactionalOperator transaction, Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The provider has confirmed the place. Saying it again changes nothing. */
    public Mono<Void> lineConfirmed(UUID line) {
        return lockOrder(line).flatMap(order -> confirm(order, line)).as(transaction::transactional);
    }

    private Mono<UUID> lockOrder(UUID line) {
        return database.sql("""
                        select o.id from orders o join order_line l on l.order_id = o.id where l.id = :line for update of o
                        """).bind("line", line).mapValue(UUID.class).one();
    }

    private Mono<Void> confirm(UUID order, UUID line) {
        return database.sql("""
                        with confirmed as (
                          update order_line set confirmed_at = :now where id = :line and confirmed_at is null)
                        update orders set status = 'FULFILLED', fulfilled_at = :now
                        where id = :order and status = 'PAID'
                          and not exists (
                            select from order_line
                            where order_id = :order and id <> :line and confirmed_at is null and returned_at is null)
                        """)
                .bind("now", now())
                .bind("order", order)
                .bind("line", line)
                .then();
    }

    /** An organisation has all of its places: handing them out is its own business. */
    Mono<Void> handedOver(UUID order) {
        return database.sql(
                        "update order_line set confirmed_at = :now where order_id = :order and confirmed_at is null")
                .bind("now", now())
                .bind("order", order)
                .then()
                .then(fulfilIfComplete(order));
    }

    /** The order is fulfilled if no place that is kept waits any more. */
    Mono<Void> fulfilIfComplete(UUID order) {
        return database.sql("""
                        update orders set status = 'FULFILLED', fulfilled_at = :now
                        where id = :order and status = 'PAID'
                          and not exists (
                            select from order_line where order_id = :order and confirmed_at is null and returned_at is null)
                        """).bind("now", now()).bind("order", order).then();
    }

    private Instant now() {
        return clock.instant();
    }
}
