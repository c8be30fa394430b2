package market.tessera.checkout.purchaseorder;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Objects;
import java.util.UUID;
import market.tessera.checkout.purchaseorder.BookReceipt.Receipt;
import market.tessera.checkout.purchaseorder.SendBack.Sent;
import market.tessera.checkout.sql.Bindings;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What has come to and left our bank account; only ever added to. */
@Repository
class BankBooks {
    static final int MOST = 100;

    /** What came, less what an order was paid with, less what was sent back. */
    private static final String OWED = """
            select o.id, o.number, o.name, o.email, o.currency,
              received.amount - case when q.state = 'PAID' then o.amount else 0 end - sent.amount as amount
            from purchase_order q join orders o on o.id = q.order_id
              cross join lateral (select coalesce(sum(r.amount), 0)::bigint as amount from bank_receipt r where r.order_id = q.order_id) received
              cross join lateral (select coalesce(sum(b.amount), 0)::bigint as amount from bank_return b
                where b.order_id = q.order_id and b.refund is null) sent
            where q.state <> 'WAITING'""";

    private final DatabaseClient database;
    private final Clock clock;

    BankBooks(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What is owed back to the buyer of an order, beside its refunds. */
    record Owed(UUID order, String number, String name, String email, Money amount) {}

    /** An order whose invoices are not paid. */
    record Unpaid(
            UUID order,
            String number,
            String purchaseOrder,
            String company,
            Money total,
            Money received,
            LocalDate dueOn,
            boolean credit,
            boolean late) {
        public Money missing() {
            return total.minus(received);
        }
    }

    /** A refund that a person has to send. */
    record ByHand(UUID refund, UUID order, String number, String name, Money amount, Instant since) {}

    record Booked(UUID order, String number, String reference, Money amount, LocalDate receivedOn, String by) {}

    /** @return by what the ledger knows it; a {@link org.springframework.dao.DuplicateKeyException} if the reference is booked */
    Mono<String> insert(UUID order, Receipt receipt) {
        var id = UUID.randomUUID();
        return database.sql("""
                        insert into bank_receipt (id, order_id, reference, amount, currency, received_on, booked_by, booked_at)
                        values (:id, :order, :reference, :amount, :currency, :on, :by, :now)
                        """)
                .bind("id", id)
                .bind("order", order)
                .bind("reference", receipt.reference())
                .bind("amount", receipt.amount().amount())
                .bind("currency", receipt.amount().currency().getCurrencyCode())
                .bind("on", receipt.receivedOn())
                .bind("by", receipt.by())
                .bind("now", clock.instant())
                .then()
                .thenReturn("receipt:" + id);
    }

    /** @return by what the ledger knows it, where it is no refund's */
    Mono<String> insert(UUID order, @Nullable UUID refund, Money amount, Sent sent) {
        var id = UUID.randomUUID();
        return database.sql("""
                        insert into bank_return (id, order_id, refund, reference, amount, currency, booked_by, booked_at)
                        values (:id, :order, :refund, :reference, :amount, :currency, :by, :now)
                        """)
                .bind("id", id)
                .bind("order", order)
                .bind("refund", Bindings.nullable(refund, UUID.class))
                .bind("reference", sent.reference())
                .bind("amount", amount.amount())
                .bind("currency", amount.currency().getCurrencyCode())
                .bind("by", sent.by())
                .bind("now", clock.instant())
                .then()
                .thenReturn("bank-return:" + id);
    }

    /** All that has come of an order's money and was not sent back. */
    Mono<Money> received(UUID order, Currency currency) {
        return database.sql("""
                        select coalesce((select sum(amount) from bank_receipt where order_id = :order), 0)::bigint
                          - coalesce((select sum(amount) from bank_return where order_id = :order and refund is null), 0)::bigint
                        """)
                .bind("order", order)
                .mapValue(Long.class)
                .one()
                .map(amount -> new Money(amount, currency));
    }

    /** Whether no more than one receipt was booked since. */
    Mono<Boolean> isFirstSince(UUID order, Instant since) {
        return database.sql("select count(*) <= 1 from bank_receipt where order_id = :order and booked_at >= :since")
                .bind("order", order)
                .bind("since", since)
                .mapValue(Boolean.class)
                .one();
    }

    Mono<Owed> owed(UUID order) {
        return database.sql(OWED + " and q.order_id = :order")
                .bind("order", order)
                .map(BankBooks::readOwed)
                .one();
    }

    Flux<Owed> owed() {
        return database.sql("select * from (%s) owed where amount > 0 order by number limit %d".formatted(OWED, MOST))
                .map(BankBooks::readOwed)
                .all();
    }

    /** Those that are due first. */
    Flux<Unpaid> unpaid() {
        return database.sql("""
                        select o.id, o.number, q.number as purchase_order, coalesce(o.billing_company, o.name) as company, o.amount, o.currency,
                          q.due_on, q.credit, q.due_on < cast(:today as date) as late,
                          (select coalesce(sum(r.amount), 0)::bigint from bank_receipt r where r.order_id = o.id) as received
                        from purchase_order q join orders o on o.id = q.order_id where q.state = 'WAITING' order by q.due_on, o.number limit %d
                        """.formatted(MOST))
                .bind("today", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                .map(BankBooks::unpaid)
                .all();
    }

    Flux<ByHand> byHand() {
        return database.sql("""
                        select r.id as refund, o.id, r.number, o.name, r.amount, r.currency, r.requested_at
                        from refund r join orders o on o.id = r.order_id
                        where r.status = 'INTENDED' and r.reference is null order by r.requested_at limit %d
                        """.formatted(MOST)).map(BankBooks::byHand).all();
    }

    Flux<Booked> newest() {
        return database.sql("""
                        select o.id, o.number, r.reference, r.amount, r.currency, r.received_on, r.booked_by
                        from bank_receipt r join orders o on o.id = r.order_id order by r.booked_at desc limit 20
                        """).map(BankBooks::booked).all();
    }

    private static Owed readOwed(Readable row) {
        return new Owed(
                required(row, "id", UUID.class),
                required(row, "number", String.class),
                required(row, "name", String.class),
                required(row, "email", String.class),
                money(row, "amount"));
    }

    private static Unpaid unpaid(Readable row) {
        return new Unpaid(
                required(row, "id", UUID.class),
                required(row, "number", String.class),
                required(row, "purchase_order", String.class),
                required(row, "company", String.class),
                money(row, "amount"),
                money(row, "received"),
                required(row, "due_on", LocalDate.class),
                required(row, "credit", Boolean.class),
                required(row, "late", Boolean.class));
    }

    private static ByHand byHand(Readable row) {
        return new ByHand(
                required(row, "refund", UUID.class),
                required(row, "id", UUID.class),
                required(row, "number", String.class),
                required(row, "name", String.class),
                money(row, "amount"),
                required(row, "requested_at", Instant.class));
    }

    private static Booked booked(Readable row) {
        return new Booked(
                required(row, "id", UUID.class),
                required(row, "number", String.class),
                required(row, "reference", String.class),
                money(row, "amount"),
                required(row, "received_on", LocalDate.class),
                required(row, "booked_by", String.class));
    }

    private static Money money(Readable row, String amount) {
        return Money.of(required(row, amount, Long.class), required(row, "currency", String.class));
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
