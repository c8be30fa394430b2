package market.tessera.checkout.purchaseorder;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What is owed back to buyers beside their refunds. Of an order that has ended it is taken up before it is sent: from then on it pays for nothing,
 * whatever comes in the meantime. What was paid too much pays for nothing anyway.
 */
@Repository
class MoneyBack {
    static final int PAGE = 50;

    private final DatabaseClient database;
    private final Clock clock;

    MoneyBack(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * One amount to be sent back.
     *
     * @param ended whether its order has ended unpaid, so that later money could still make it paid
     * @param begunAt when somebody took it up; null while nobody has
     * @param begunBy empty where nobody knows who
     */
    record Owed(
            UUID order,
            String number,
            String name,
            Money amount,
            boolean ended,
            @Nullable Instant begunAt,
            String begunBy) {
        public boolean isBegun() {
            return begunAt != null;
        }
    }

    /**
     * A page of them, and one more if there are.
     *
     * @param page the first is 1
     */
    Flux<Owed> owed(int page) {
        return database.sql("""
                        select o.id, o.number, o.name, o.currency, b.amount, b.ended, b.begun_at, b.begun_by
                        from (
                          select order_id, balance as amount, state = 'ENDED' as ended, null::timestamptz as begun_at, '' as begun_by
                          from purchase_order where balance > 0 and state <> 'WAITING'
                          union all select order_id, amount, true, begun_at, begun_by from bank_sending) b
                          join orders o on o.id = b.order_id
                        order by o.number, b.begun_at nulls last limit :most offset :before
                        """)
                .bind("most", PAGE + 1)
                .bind("before", (page - 1L) * PAGE)
                .map(MoneyBack::read)
                .all();
    }

    /** False if another amount is owed by now, some of it is being sent already, or the order has not ended. */
    Mono<Boolean> begin(UUID order, Money shown, String by) {
        return database.sql("""
                        with taken as (
                          update purchase_order q set balance = 0 from orders o
                          where q.order_id = :order and o.id = q.order_id and o.currency = :currency and q.state = 'ENDED' and q.balance = :amount
                            and not exists (select from bank_sending s where s.order_id = q.order_id)
                          returning q.order_id)
                        insert into bank_sending (order_id, amount, begun_by, begun_at) select order_id, :amount, :by, :now from taken
                        """)
                .bind("order", order)
                .bind("currency", shown.currency().getCurrencyCode())
                .bind("amount", shown.amount())
                .bind("by", by)
                .bind("now", clock.instant())
                .fetch()
                .rowsUpdated()
                .map(count -> count > 0);
    }

    /** It was not sent after all, and is its order's money again. Joins the caller's transaction, which holds the order on invoice. */
    Mono<Boolean> keep(UUID order) {
        return database.sql("""
                        with kept as (delete from bank_sending where order_id = :order returning order_id, amount)
                        update purchase_order q set balance = q.balance + kept.amount from kept where q.order_id = kept.order_id
                        """).bind("order", order).fetch().rowsUpdated().map(count -> count > 0);
    }

    /** Takes what was begun out of the list, or what was paid too much; false where that is another amount. Joins the caller's transaction. */
    Mono<Boolean> take(UUID order, Money amount) {
        return database.sql("""
                        with begun as (delete from bank_sending s using orders o
                          where s.order_id = :order and o.id = s.order_id and o.currency = :currency and s.amount = :amount returning s.order_id),
                        excess as (
                          update purchase_order q set balance = 0 from orders o
                          where q.order_id = :order and o.id = q.order_id and o.currency = :currency and q.state = 'PAID' and q.balance = :amount
                            and :amount > 0 and not exists (select from begun)
                          returning q.order_id)
                        select (select count(*) from begun) + (select count(*) from excess)
                        """)
                .bind("order", order)
                .bind("currency", amount.currency().getCurrencyCode())
                .bind("amount", amount.amount())
                .mapValue(Long.class)
                .one()
                .map(count -> count > 0);
    }

    private static Owed read(Readable row) {
        return new Owed(
                required(row, "id", UUID.class),
                required(row, "number", String.class),
                required(row, "name", String.class),
                Money.of(required(row, "amount", Long.class), required(row, "currency", String.class)),
                required(row, "ended", Boolean.class),
                row.get("begun_at", Instant.class),
                required(row, "begun_by", String.class));
    }
}
