package market.tessera.checkout.order;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import market.tessera.checkout.order.Order.Status;
import market.tessera.checkout.sql.Bindings;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All orders. */
@Repository
public class Orders {
    private final DatabaseClient database;

    Orders(DatabaseClient database) {
        this.database = database;
    }

    public Mono<Order> find(UUID id) {
        return load("o.id = :value", id).next();
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
        return load("o.learner = :value", learner);
    }

    Mono<UUID> findAttempt(UUID basket, UUID attempt) {
        return database.sql("select id from orders where basket = :basket and attempt = :attempt")
                .bind("basket", basket)
                .bind("attempt", attempt)
                .mapValue(UUID.class)
                .one();
    }

    Mono<Void> changeStatus(UUID id, Status status, Instant at) {
        return database.sql("""
                        update orders set status = :status, paid_at = case when :status = 'PAID' then :at else paid_at end where id = :id
                        """)
                .bind("status", status.name())
                .bind("at", at)
                .bind("id", id)
                .then();
    }

    /** @param since null once it is decided */
    public Mono<Void> disputed(UUID id, @Nullable Instant since) {
        return database.sql("update orders set disputed_at = :since where id = :id")
                .bind("since", Bindings.nullable(since, Instant.class))
                .bind("id", id)
                .then();
    }

    private Flux<Order> load(String which, UUID value) {
        return database.sql(
                        "select l.*, o.currency from order_line l join orders o on o.id = l.order_id where %s order by l.position"
                                .formatted(which))
                .bind("value", value)
                .map(row -> Map.entry(required(row, "order_id", UUID.class), line(row)))
                .all()
                .collectMultimap(Map.Entry::getKey, Map.Entry::getValue)
                .flatMapMany(lines -> database.sql(
                                "select o.* from orders o where %s order by o.created_at desc".formatted(which))
                        .bind("value", value)
                        .map(row -> order(row, lines))
                        .all());
    }

    private static Order order(Readable row, Map<UUID, Collection<OrderLine>> lines) {
        var id = required(row, "id", UUID.class);
        return new Order(
                id,
                required(row, "number", String.class),
                Status.valueOf(required(row, "status", String.class)),
                required(row, "basket", UUID.class),
                row.get("learner", UUID.class),
                required(row, "name", String.class),
                required(row, "email", String.class),
                Locale.forLanguageTag(required(row, "locale", String.class)),
                Money.of(required(row, "amount", Long.class), required(row, "currency", String.class)),
                required(row, "created_at", Instant.class),
                required(row, "expires_at", Instant.class),
                row.get("paid_at", Instant.class),
                row.get("fulfilled_at", Instant.class),
                row.get("disputed_at", Instant.class),
                List.copyOf(lines.getOrDefault(id, List.of())));
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
                required(row, "self_paced", Boolean.class),
                row.get("starts", LocalDate.class),
                row.get("ends", LocalDate.class),
                row.get("place", String.class),
                Money.of(required(row, "price_amount", Long.class), required(row, "currency", String.class)),
                row.get("refund_days", Integer.class),
                row.get("refund_text", String.class),
                row.get("confirmed_at", Instant.class),
                row.get("returned_at", Instant.class),
                row.get("refund", UUID.class));
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
