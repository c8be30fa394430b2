package market.tessera.checkout.desk;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finds orders as the desk lists them, each scope its own. */
@Repository
@EnableConfigurationProperties(DeskProperties.class)
class DeskOrders {
    static final int MOST = 100;

    private static final String IN_SCOPE =
            "(:everything or exists (select from order_line l where l.order_id = o.id and l.provider = any(:providers)))";
    /** Orders by all that people call them by; each is looked for by itself, so that none of it reads all orders. */
    private static final String NAMED = """
            select id from orders where number = upper(:words)
            union all select id from orders where lower(email) = lower(:words)
            union all select order_id from refund where number = upper(:words)
            union all select order_id from payment_intent where reference = :words
            union all select order_id from payment_intent where session = :words
            union all select order_id from stray_payment where reference = :words
            union all select order_id from stray_payment where session = :words
            union all select order_id from purchase_order where number = :words
            union all select order_id from document where number = upper(:words)""";

    private final DatabaseClient database;
    private final DeskProperties properties;
    private final Clock clock;

    DeskOrders(DatabaseClient database, DeskProperties properties, Clock clock) {
        this.database = database;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * @param status the last part of the key of its words
     * @param amount of the lines in scope
     */
    record Row(
            UUID id,
            String number,
            String status,
            String name,
            String email,
            Money amount,
            Instant createdAt,
            @Nullable Instant paidAt) {}

    /** By the order's number, the buyer's address, a refund's number or Stripe's reference; the newest where nothing is asked for. */
    Flux<Row> search(DeskScope scope, String words) {
        return words.isBlank()
                ? rows(scope, "true", "o.created_at desc").map(DeskOrders::row).all()
                : rows(scope, "o.id in (%s)".formatted(NAMED), "o.created_at desc")
                        .bind("words", words.strip())
                        .map(DeskOrders::row)
                        .all();
    }

    /** Those that have waited longest first. */
    Flux<Row> stuck(DeskScope scope, Trouble trouble) {
        var found = rows(scope, trouble.condition(), "coalesce(o.paid_at, o.created_at)");
        return (trouble == Trouble.UNFULFILLED ? found.bind("late", late()) : found)
                .map(DeskOrders::row)
                .all();
    }

    Mono<Map<Trouble, Long>> troubles(DeskScope scope) {
        var counts = Arrays.stream(Trouble.values())
                .map(trouble -> "(select count(*) from orders o where %s and %s) as %s"
                        .formatted(trouble.condition(), IN_SCOPE, trouble.name()))
                .collect(Collectors.joining(", ", "select ", ""));
        return scoped(counts, scope)
                .bind("late", late())
                .map(row -> {
                    var found = new EnumMap<Trouble, Long>(Trouble.class);
                    for (var trouble : Trouble.values()) {
                        found.put(trouble, required(row.get(trouble.name(), Long.class)));
                    }
                    return (Map<Trouble, Long>) found;
                })
                .one();
    }

    private GenericExecuteSpec rows(DeskScope scope, String condition, String order) {
        return scoped("""
            select o.id, o.number, case when o.status <> 'FULFILLED' then o.status when o.organisation is not null then 'BOUGHT'
                when exists (select from order_line l where l.order_id = o.id and l.moved_at is not null and l.confirmed_at is null and l.returned_at is null)
                then 'MOVING' else o.status end as status, o.name, o.email, o.currency, o.created_at, o.paid_at,
              (select sum(l.price_amount)::bigint from order_line l
                where l.order_id = o.id and (:everything or l.provider = any(:providers))) as amount
            from orders o where %s and %s
            order by %s limit %d""".formatted(condition, IN_SCOPE, order, MOST), scope);
    }

    private GenericExecuteSpec scoped(String sql, DeskScope scope) {
        return database.sql(sql).bind("everything", scope.everything()).bind("providers", scope.providerIds());
    }

    private Instant late() {
        return clock.instant().minus(properties.fulfilledWithin());
    }

    private static Row row(Readable row) {
        return new Row(
                required(row.get("id", UUID.class)),
                required(row.get("number", String.class)),
                required(row.get("status", String.class)),
                required(row.get("name", String.class)),
                required(row.get("email", String.class)),
                Money.of(required(row.get("amount", Long.class)), required(row.get("currency", String.class))),
                required(row.get("created_at", Instant.class)),
                row.get("paid_at", Instant.class));
    }

    private static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
