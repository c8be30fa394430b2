package market.tessera.checkout.settlement;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
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

    /** Providers have confirmed these places. Saying it again changes nothing. */
    public Mono<Void> linesConfirmed(Collection<UUID> lines) {
        return lines.isEmpty()
                ? Mono.empty()
                : lockOrders(lines)
                        .collectList()
                        .flatMap(orders -> confirm(lines).then(fulfilIfComplete(orders)))
                        .as(transaction::transactional);
    }

    /** In one order, so that two who confirm do not wait for each other. */
    private Flux<UUID> lockOrders(Collection<UUID> lines) {
        return database.sql("""
                        select id from orders where id in (select order_id from order_line where id = any(:lines)) order by id for update
                        """)
                .bind("lines", lines.toArray(UUID[]::new))
                .mapValue(UUID.class)
                .all();
    }

    private Mono<Void> confirm(Collection<UUID> lines) {
        return database.sql("update order_line set confirmed_at = :now where id = any(:lines) and confirmed_at is null")
                .bind("now", now())
                .bind("lines", lines.toArray(UUID[]::new))
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

    Mono<Void> fulfilIfComplete(UUID order) {
        return fulfilIfComplete(List.of(order));
    }

    /** Orders are fulfilled if no place of theirs that is kept waits any more. */
    private Mono<Void> fulfilIfComplete(Collection<UUID> orders) {
        return database.sql("""
                        update orders o set status = 'FULFILLED', fulfilled_at = :now
                        where id = any(:orders) and status = 'PAID'
                          and not exists (
                            select from order_line l where l.order_id = o.id and l.confirmed_at is null and l.returned_at is null)
                        """)
                .bind("now", now())
                .bind("orders", orders.toArray(UUID[]::new))
                .then();
    }

    private Instant now() {
        return clock.instant();
    }
}
