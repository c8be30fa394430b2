package market.tessera.checkout.purchaseorder;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import market.tessera.checkout.sql.Bindings;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All orders on invoice. */
@Repository
class PurchaseOrders {
    private final DatabaseClient database;
    private final Clock clock;

    PurchaseOrders(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    enum State {
        WAITING,
        PAID,
        ENDED
    }

    /**
     * @param balance what has come of its money and pays for nothing yet, in minor units
     * @param reminders how many its buyer has got
     * @param endedAt null while it has not ended
     */
    record Waiting(
            UUID order,
            State state,
            Term term,
            long balance,
            int reminders,
            @Nullable Instant endedAt) {
        boolean isWaiting() {
            return state == State.WAITING;
        }
    }

    /** The order was written in the same transaction. */
    Mono<Void> insert(UUID order, String number, Term term, String payTo) {
        return database.sql("""
                        with held as (update orders set expires_at = :heldUntil where id = :order)
                        insert into purchase_order (order_id, number, state, credit, due_on, pay_to, check_at)
                        values (:order, :number, 'WAITING', :credit, :due, :payTo, :next)
                        """)
                .bind("heldUntil", term.heldUntil())
                .bind("order", order)
                .bind("number", number)
                .bind("credit", term.credit())
                .bind("due", term.dueOn())
                .bind("payTo", payTo)
                .bind("next", next(term))
                .then();
    }

    /** Nobody else pays, reminds or ends it until the transaction ends. */
    Mono<Waiting> lock(UUID order) {
        return database.sql("""
                        select q.order_id, q.state, q.credit, q.due_on, q.balance, q.reminders, q.ended_at, o.expires_at
                        from purchase_order q join orders o on o.id = q.order_id where q.order_id = :order for update of q
                        """).bind("order", order).map(PurchaseOrders::read).one();
    }

    /** Nothing happens by itself any more. */
    Mono<Void> became(UUID order, State state) {
        return database.sql("""
                        update purchase_order set state = :state, check_at = null,
                          balance = case when :state = 'PAID' then balance - (select amount from orders where id = :order) else balance end,
                          ended_at = case when :state = 'ENDED' then cast(:now as timestamptz) else ended_at end,
                          revived_at = case when :state = 'PAID' and state = 'ENDED' then cast(:now as timestamptz) end
                        where order_id = :order
                        """)
                .bind("state", state.name())
                .bind("now", clock.instant())
                .bind("order", order)
                .then();
    }

    Mono<Void> reminded(Waiting waiting) {
        return database.sql(
                        "update purchase_order set reminders = reminders + 1, check_at = :next where order_id = :order")
                .bind("next", next(waiting.term()))
                .bind("order", waiting.order())
                .then();
    }

    /** Whether everything that it was for could still be bought, but for seats. */
    Mono<Boolean> isStillOffered(UUID order) {
        return database.sql("""
                        select not exists (select from order_line l join offer_intake i on i.id = l.intake join offer o on o.id = i.offer
                          where l.order_id = :order and not (i.listed and o.listed
                            and coalesce(i.closes, case when not i.self_paced then i.starts end, 'infinity')
                              >= (cast(:now as timestamptz) at time zone coalesce(i.time_zone, 'UTC'))::date))
                        """)
                .bind("order", order)
                .bind("now", clock.instant())
                .mapValue(Boolean.class)
                .one();
    }

    /** Takes what is due, so that no other instance does for a while. */
    Flux<UUID> lease(int most) {
        return database.sql("""
                        update purchase_order set check_at = cast(:now as timestamptz) + interval '10 minutes'
                        where order_id in (
                          select order_id from purchase_order where check_at <= :now order by check_at limit :most for update skip locked)
                        returning order_id
                        """)
                .bind("now", clock.instant())
                .bind("most", most)
                .mapValue(UUID.class)
                .all();
    }

    /** By the order's number or that of one of its invoices, as people write it on a transfer. */
    Mono<UUID> find(String reference) {
        return database.sql("""
                        select q.order_id from purchase_order q where q.order_id in (
                          select id from orders where number = upper(:reference)
                          union select order_id from document where number = upper(:reference) and kind = 'INVOICE')
                        """)
                .bind("reference", reference)
                .mapValue(UUID.class)
                .one();
    }

    private Parameter next(Term term) {
        return Bindings.nullable(term.nextAfter(clock.instant()).orElse(null), Instant.class);
    }

    private static Waiting read(Readable row) {
        return new Waiting(
                required(row.get("order_id", UUID.class)),
                State.valueOf(required(row.get("state", String.class))),
                new Term(
                        required(row.get("due_on", LocalDate.class)),
                        required(row.get("credit", Boolean.class)),
                        required(row.get("expires_at", Instant.class))),
                required(row.get("balance", Long.class)),
                required(row.get("reminders", Integer.class)),
                row.get("ended_at", Instant.class));
    }

    private static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
