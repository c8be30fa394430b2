package market.tessera.checkout.purchaseorder;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.UUID;
import market.tessera.checkout.payout.Ledger;
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

    private final DatabaseClient database;
    private final Ledger ledger;
    private final Clock clock;

    BankBooks(DatabaseClient database, Ledger ledger, Clock clock) {
        this.database = database;
        this.ledger = ledger;
        this.clock = clock;
    }

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

    /** Money that has come, in the ledger as well; a {@link org.springframework.dao.DuplicateKeyException} if the reference is booked. */
    Mono<Void> receive(UUID order, Receipt receipt) {
        var id = UUID.randomUUID();
        return database.sql("""
                        with kept as (update purchase_order set balance = balance + :amount where order_id = :order)
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
                .then(Mono.defer(() -> ledger.received(order, receipt.amount(), "receipt:" + id)));
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

    /** All that has come of an order's money, was not sent back, and is not being sent back. */
    Mono<Money> received(UUID order, Currency currency) {
        return database.sql("""
                        select q.balance + case when q.state = 'PAID' then o.amount else 0 end
                        from purchase_order q join orders o on o.id = q.order_id where q.order_id = :order
                        """)
                .bind("order", order)
                .mapValue(Long.class)
                .one()
                .map(amount -> new Money(amount, currency));
    }

    /** Those that are due first. */
    Flux<Unpaid> unpaid() {
        return database.sql("""
                        select o.id, o.number, q.number as purchase_order, coalesce(o.billing_company, o.name) as company, o.amount, o.currency,
                          q.due_on, q.credit, q.due_on < cast(:today as date) as late, q.balance as received
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
}
