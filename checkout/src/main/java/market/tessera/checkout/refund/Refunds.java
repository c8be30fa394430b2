package market.tessera.checkout.refund;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.refund.Refund.Reason;
import market.tessera.checkout.refund.Refund.Requester;
import market.tessera.checkout.refund.Refund.Status;
import market.tessera.checkout.sql.Bindings;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.RowsFetchSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All refunds. */
@Repository
public class Refunds {
    private static final String COLUMNS = """
            id, number, order_id, status, requester, requested_by, reason, note, amount, currency, keeps_places, reference, attempt, stripe_id,
            failure, checks, requested_at, finished_at""";

    private final DatabaseClient database;
    private final Clock clock;

    Refunds(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    public Flux<Refund> of(UUID order) {
        return select("where order_id = :id order by requested_at", order).all();
    }

    public Mono<Refund> find(UUID id) {
        return select("where id = :id", id).one();
    }

    /** What of an order's refunds is for which line. */
    public Flux<Refund.Part> parts(UUID order) {
        return database.sql("""
                        select p.refund, p.line, p.amount, r.currency from refund r join refund_line p on p.refund = r.id where r.order_id = :order
                        """)
                .bind("order", order)
                .map(row -> new Refund.Part(
                        required(row, "refund", UUID.class),
                        required(row, "line", UUID.class),
                        Money.of(required(row, "amount", Long.class), required(row, "currency", String.class))))
                .all();
    }

    Mono<Refund> lock(UUID id) {
        return select("where id = :id for update", id).one();
    }

    /**
     * Numbered within its order, whose lock the caller holds. What is worth nothing has gone back already; what came by bank transfer waits for a
     * person.
     *
     * @param parts what of it is for which line
     */
    Mono<Refund> insert(
            Order order, RefundRequest request, Money amount, Map<UUID, Money> parts, @Nullable String reference) {
        return database.sql("""
                        with written as (
                        insert into refund (id, number, order_id, status, requester, requested_by, reason, note, amount, currency,
                          keeps_places, reference, check_at, requested_at, finished_at)
                        select :id, :order || '-R' || count(*) + 1, :orderId, :status, :requester, :by, :reason, :note, :amount, :currency,
                          :keeps, :reference, case when :amount > 0 and cast(:reference as text) is not null then cast(:now as timestamptz) + interval '30 seconds' end, :now,
                          case when :amount = 0 then cast(:now as timestamptz) end
                        from refund where order_id = :orderId
                        returning %1$s),
                        granted as (
                          update refund_wish set state = 'GRANTED', answered_at = :now where line = any(:lines) and state = 'OPEN'),
                        parts as (
                          insert into refund_line (refund, line, amount)
                          select w.id, part.line, part.amount from written w, unnest(:lines::uuid[], :amounts::bigint[]) as part (line, amount))
                        select %1$s from written
                        """.formatted(COLUMNS))
                .bind("lines", parts.keySet().toArray(UUID[]::new))
                .bind("amounts", parts.values().stream().map(Money::amount).toArray(Long[]::new))
                .bind("id", UUID.randomUUID())
                .bind("order", order.number())
                .bind("orderId", order.id())
                .bind("status", (amount.isZero() ? Status.SUCCEEDED : Status.INTENDED).name())
                .bind("requester", request.requester().name())
                .bind("by", request.requestedBy())
                .bind("reason", request.reason().name())
                .bind("note", request.note())
                .bind("amount", amount.amount())
                .bind("currency", amount.currency().getCurrencyCode())
                .bind("keeps", request.extent().keepsPlaces())
                .bind("reference", Bindings.nullable(reference, String.class))
                .bind("now", clock.instant())
                .map(Refunds::read)
                .one();
    }

    /** Takes what is due, so that no other instance does; the pause until the next time doubles. */
    Flux<Refund> lease(int most) {
        return database.sql("""
                        update refund set checks = checks + 1,
                          check_at = cast(:now as timestamptz) + least(interval '30 seconds' * power(2, least(checks, 10)), interval '1 hour')
                        where id in (select id from refund where check_at <= :now order by check_at limit :most for update skip locked)
                        returning %s
                        """.formatted(COLUMNS))
                .bind("now", clock.instant())
                .bind("most", most)
                .map(Refunds::read)
                .all();
    }

    /** Stripe has it; what the bank does is asked about later. */
    Mono<Void> pending(UUID id, String stripeId) {
        return database.sql("""
                        update refund set status = 'PENDING', stripe_id = :stripe, failure = null,
                          check_at = cast(:now as timestamptz) + interval '1 hour'
                        where id = :id
                        """)
                .bind("stripe", stripeId)
                .bind("now", clock.instant())
                .bind("id", id)
                .then();
    }

    /** Nothing changes by itself any more. */
    Mono<Void> finished(UUID id, Status status, @Nullable String stripeId, @Nullable String failure) {
        return database.sql("""
                        update refund set status = :status, stripe_id = coalesce(:stripe, stripe_id), failure = :failure,
                          check_at = null, finished_at = :now
                        where id = :id
                        """)
                .bind("status", status.name())
                .bind("stripe", Bindings.nullable(stripeId, String.class))
                .bind("failure", Bindings.nullable(failure, String.class))
                .bind("now", clock.instant())
                .bind("id", id)
                .then();
    }

    /** A failed one is to be sent once more, under a new key; false if it has not failed. */
    Mono<Boolean> again(UUID id) {
        return database.sql("""
                        update refund set status = 'INTENDED', attempt = attempt + 1, stripe_id = null, failure = null, checks = 0,
                          check_at = cast(:now as timestamptz) + interval '30 seconds', finished_at = null
                        where id = :id and status = 'FAILED'
                        """)
                .bind("now", clock.instant())
                .bind("id", id)
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1);
    }

    private RowsFetchSpec<Refund> select(String which, UUID id) {
        return database.sql("select %s from refund %s".formatted(COLUMNS, which))
                .bind("id", id)
                .map(Refunds::read);
    }

    private static Refund read(Readable row) {
        return new Refund(
                required(row, "id", UUID.class),
                required(row, "number", String.class),
                required(row, "order_id", UUID.class),
                Status.valueOf(required(row, "status", String.class)),
                Requester.valueOf(required(row, "requester", String.class)),
                required(row, "requested_by", String.class),
                Reason.valueOf(required(row, "reason", String.class)),
                required(row, "note", String.class),
                Money.of(required(row, "amount", Long.class), required(row, "currency", String.class)),
                required(row, "keeps_places", Boolean.class),
                row.get("reference", String.class),
                required(row, "attempt", Integer.class),
                row.get("stripe_id", String.class),
                row.get("failure", String.class),
                required(row, "checks", Integer.class),
                required(row, "requested_at", Instant.class),
                row.get("finished_at", Instant.class));
    }
}
