package market.tessera.checkout.settlement;

import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.checkout.offer.Seats;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.Order.Status;
import market.tessera.checkout.order.Orders;
import market.tessera.checkout.sql.Bindings;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes places of a paid order back, or a part of its price. What is left of its places decides how it stands: refunded, fulfilled, or as before. */
@Service
public class ReturnLines {
    private final DatabaseClient database;
    private final Orders orders;
    private final FulfilOrder fulfil;
    private final Seats seats;
    private final BulkPlaces bulk;
    private final Clock clock;

    ReturnLines(DatabaseClient database, Orders orders, FulfilOrder fulfil, Seats seats, BulkPlaces bulk, Clock clock) {
        this.database = database;
        this.orders = orders;
        this.fulfil = fulfil;
        this.seats = seats;
        this.bulk = bulk;
        this.clock = clock;
    }

    /**
     * @param order as it was read under its lock
     * @param lines of it that were not given back before
     * @param freed intakes whose seats others can have now; those that an organisation had and nobody took up are found here
     * @param refund by which the money goes back; null where it went another way
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Mono<Void> giveBack(Order order, Collection<UUID> lines, Collection<UUID> freed, @Nullable UUID refund) {
        return mark(lines, refund)
                .filter(count -> count == lines.size())
                .switchIfEmpty(Mono.error(ReturnLines::changed))
                .thenMany(Flux.defer(() -> order.organisation() == null ? Flux.empty() : bulk.giveBack(lines)))
                .collectList()
                .map(untaken -> Stream.concat(freed.stream(), untaken.stream()).toList())
                .flatMap(free -> free.isEmpty() ? Mono.empty() : seats.free(free))
                .then(Mono.defer(() -> lines.size() == order.kept().size()
                        ? orders.changeStatus(order.id(), Status.REFUNDED, clock.instant())
                        : fulfil.fulfilIfComplete(order.id())));
    }

    /**
     * Counts what goes back of what was paid.
     *
     * @param lines of an order that the caller has locked, with no more of each than is left
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Mono<Void> giveMoney(Map<UUID, Money> lines) {
        return database.sql("""
                        update order_line l set refunded_amount = l.refunded_amount + part.amount
                        from unnest(:lines::uuid[], :amounts::bigint[]) as part (line, amount)
                        where l.id = part.line and l.refunded_amount + part.amount <= l.price_amount
                        """)
                .bind("lines", lines.keySet().toArray(UUID[]::new))
                .bind("amounts", lines.values().stream().map(Money::amount).toArray(Long[]::new))
                .fetch()
                .rowsUpdated()
                .filter(count -> count == lines.size())
                .switchIfEmpty(Mono.error(ReturnLines::changed))
                .then();
    }

    private static IllegalStateException changed() {
        return new IllegalStateException("Lines changed under their order's lock");
    }

    private Mono<Long> mark(Collection<UUID> lines, @Nullable UUID refund) {
        return database.sql("""
                        update order_line set returned_at = :now, refund = :refund where id = any(:lines) and returned_at is null
                        """)
                .bind("now", clock.instant())
                .bind("refund", Bindings.nullable(refund, UUID.class))
                .bind("lines", lines.toArray(UUID[]::new))
                .fetch()
                .rowsUpdated();
    }
}
