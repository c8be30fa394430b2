package market.tessera.checkout.order;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import market.tessera.checkout.order.Order.Status;
import market.tessera.checkout.order.OrderKeys.Guests;
import market.tessera.checkout.sql.Bindings;
import market.tessera.checkout.tax.TaxRows;
import market.tessera.checkout.tax.Taxed;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All orders. */
@Repository
public class Orders {
    /** With their lines; from what, and which. */
    private static final String LOAD = """
            select o.id as "order", o.number, o.status, o.basket, o.learner, o.organisation, o.name, o.email, o.locale, o.amount, o.currency,
              o.created_at, o.expires_at, o.paid_at, o.fulfilled_at, o.disputed_at, o.promotion_code,
              q.number as purchase_number, q.due_on, q.credit, q.pay_to, l.*, v.logo
            from %s o join order_line l on l.order_id = o.id left join purchase_order q on q.order_id = o.id
              left join offer_provider v on v.id = l.provider
            where %s order by o.created_at desc, o.id, l.position
            """;

    private static final String ONE = LOAD.formatted("orders", "o.id = :id");
    private static final String OPENED =
            LOAD.formatted("orders", "o.id = :id and (o.learner is not null or " + OrderKeys.OPENS + ")");
    private static final String OF_LEARNER = LOAD.formatted("orders", "o.learner = :learner");
    private static final String PAID = """
            with paid as (
              update orders o set status = 'PAID', paid_at = :now
              from unnest(:ids::uuid[], :amounts::bigint[], :currencies::text[], :views::text[], :claims::text[])
                as came (id, amount, currency, view, claim)
              where o.id = came.id and o.status = 'PENDING' and o.amount = came.amount and o.currency = came.currency
                and not exists (select from purchase_order q where q.order_id = o.id)
              returning o.*, decode(came.view, 'hex') as view, decode(came.claim, 'hex') as claim),
            keyed as (
            """ + OrderKeys.ISSUE + ")\n" + LOAD.formatted("paid", "true");

    private final DatabaseClient database;
    private final OrderKeys keys;
    private final Clock clock;

    Orders(DatabaseClient database, OrderKeys keys, Clock clock) {
        this.database = database;
        this.keys = keys;
        this.clock = clock;
    }

    public Mono<Order> find(UUID id) {
        return load(database.sql(ONE).bind("id", id)).next();
    }

    /** As {@link #find}, but a guest's only if the key opens it, of which this is the hash. */
    Mono<Order> find(UUID id, byte[] key) {
        return load(database.sql(OPENED).bind("id", id).bind("key", key).bind("now", clock.instant()))
                .next();
    }

    /**
     * Money that came by card for an order.
     *
     * @param issued keys to it, for a guest
     */
    public record Payment(UUID order, Money amount, Guests issued) {}

    /**
     * Orders that wait for so much by card are paid, and guests' keys to them are good. Emits those orders as they are then; what does not wait for that is
     * left as it is. A line of an order changes under the order's lock only, and only once it is paid.
     */
    public Flux<Order> pay(Collection<Payment> payments, Instant at) {
        return load(keys.bindTerms(database.sql(PAID))
                .bind("ids", payments.stream().map(Payment::order).toArray(UUID[]::new))
                .bind(
                        "amounts",
                        payments.stream()
                                .map(payment -> payment.amount().amount())
                                .toArray(Long[]::new))
                .bind(
                        "currencies",
                        payments.stream()
                                .map(payment -> payment.amount().currency().getCurrencyCode())
                                .toArray(String[]::new))
                .bind("views", hashes(payments, Guests::view))
                .bind("claims", hashes(payments, Guests::claim))
                .bind("now", at));
    }

    private static String[] hashes(Collection<Payment> payments, Function<Guests, String> key) {
        return payments.stream()
                .map(payment -> HexFormat.of().formatHex(OrderKeys.hash(key.apply(payment.issued()))))
                .toArray(String[]::new);
    }

    /** As {@link #find}, and no one else changes it until the transaction ends. */
    public Mono<Order> lock(UUID id) {
        return database.sql("select id from orders where id = :id for update")
                .bind("id", id)
                .mapValue(UUID.class)
                .one()
                .flatMap(this::find);
    }

    /** An account's orders, newest first. */
    Flux<Order> ofLearner(UUID learner) {
        return load(database.sql(OF_LEARNER).bind("learner", learner));
    }

    public Mono<Void> changeStatus(UUID id, Status status, Instant at) {
        return database.sql("""
                        update orders set status = :status, paid_at = case when :status = 'PAID' then :at else paid_at end where id = :id
                        """)
                .bind("status", status.name())
                .bind("at", at)
                .bind("id", id)
                .then();
    }

    /**
     * Holds the seats of an unpaid order longer.
     *
     * @param least false, and nothing is changed, where they are held until then already
     */
    public Mono<Boolean> prolong(UUID id, Instant least, Instant until) {
        return database.sql(
                        "update orders set expires_at = :until where id = :id and status = 'PENDING' and expires_at < :least")
                .bind("until", until)
                .bind("id", id)
                .bind("least", least)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** @param since null once it is decided */
    public Mono<Void> disputed(UUID id, @Nullable Instant since) {
        return database.sql("update orders set disputed_at = :since where id = :id")
                .bind("since", Bindings.nullable(since, Instant.class))
                .bind("id", id)
                .then();
    }

    private static Flux<Order> load(GenericExecuteSpec statement) {
        return statement
                .map(row -> order(row, List.of(line(row))))
                .all()
                .bufferUntilChanged(Order::id)
                .map(Orders::together);
    }

    /** One order of rows that have a line of it each. */
    private static Order together(List<Order> rows) {
        return rows.getFirst()
                .withLines(rows.stream().flatMap(row -> row.lines().stream()).toList());
    }

    private static Order order(Readable row, List<OrderLine> lines) {
        return new Order(
                required(row, "order", UUID.class),
                required(row, "number", String.class),
                Status.valueOf(required(row, "status", String.class)),
                required(row, "basket", UUID.class),
                row.get("learner", UUID.class),
                row.get("organisation", UUID.class),
                purchaseOrder(row),
                required(row, "name", String.class),
                required(row, "email", String.class),
                Locale.forLanguageTag(required(row, "locale", String.class)),
                money(row, "amount"),
                row.get("promotion_code", String.class),
                required(row, "created_at", Instant.class),
                required(row, "expires_at", Instant.class),
                row.get("paid_at", Instant.class),
                row.get("fulfilled_at", Instant.class),
                row.get("disputed_at", Instant.class),
                lines);
    }

    private static @Nullable PurchaseOrder purchaseOrder(Readable row) {
        var number = row.get("purchase_number", String.class);
        return number == null
                ? null
                : new PurchaseOrder(
                        number,
                        required(row, "due_on", LocalDate.class),
                        required(row, "credit", Boolean.class),
                        required(row, "pay_to", String.class));
    }

    private static OrderLine line(Readable row) {
        return new OrderLine(
                required(row, "id", UUID.class),
                required(row, "offer", UUID.class),
                required(row, "edition", Integer.class),
                required(row, "intake", UUID.class),
                required(row, "provider", UUID.class),
                required(row, "slug", String.class),
                required(row, "title", String.class),
                required(row, "provider_name", String.class),
                required(row, "hue", Integer.class),
                row.get("logo", String.class),
                required(row, "self_paced", Boolean.class),
                row.get("starts", LocalDate.class),
                row.get("ends", LocalDate.class),
                row.get("place", String.class),
                taxed(row),
                money(row, "discount_amount"),
                money(row, "refunded_amount"),
                row.get("refund_days", Integer.class),
                row.get("refund_text", String.class),
                row.get("confirmed_at", Instant.class),
                row.get("moved_at", Instant.class),
                row.get("moved_from", LocalDate.class),
                row.get("returned_at", Instant.class),
                row.get("refund", UUID.class),
                row.get("waiting_place", UUID.class));
    }

    private static Taxed taxed(Readable row) {
        var tax = Objects.requireNonNullElse(row.get("tax_amount", Long.class), 0L);
        return new Taxed(
                TaxRows.read(row), money(row, "price_amount"), Money.of(tax, required(row, "currency", String.class)));
    }

    private static Money money(Readable row, String column) {
        return Money.of(required(row, column, Long.class), required(row, "currency", String.class));
    }
}
