package market.tessera.checkout.payment;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Payments for an order that are not what it asked for: by a page that is not its own, or of another amount. A person looks at each. */
@Repository
public class StrayPayments {
    private final DatabaseClient database;
    private final Clock clock;

    StrayPayments(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * @param session Stripe's Checkout session
     * @param reference the payment intent that holds the money
     * @param returned whether it goes back to the buyer by itself
     * @param note what a person has found out; null while nobody has looked
     */
    public record Stray(
            String session,
            String reference,
            Money amount,
            boolean returned,
            Instant seenAt,
            @Nullable String note) {
        public boolean isOpen() {
            return note == null;
        }
    }

    /** However often Stripe tells of it. Joins the caller's transaction. */
    Mono<Void> note(SessionState.Paid paid, boolean returned) {
        return database.sql("""
                        insert into stray_payment (session, order_id, reference, amount, currency, returned, seen_at)
                        values (:session, :order, :reference, :amount, :currency, :returned, :now) on conflict (session) do nothing
                        """)
                .bind("session", paid.session())
                .bind("order", paid.order())
                .bind("reference", paid.reference())
                .bind("amount", paid.amount().amount())
                .bind("currency", paid.amount().currency().getCurrencyCode())
                .bind("returned", returned)
                .bind("now", clock.instant())
                .then();
    }

    public Flux<Stray> of(UUID order) {
        return database.sql("select * from stray_payment where order_id = :order order by seen_at, session")
                .bind("order", order)
                .map(StrayPayments::read)
                .all();
    }

    /** False if somebody has looked at it before, or it is another order's. */
    public Mono<Boolean> settle(UUID order, String session, String note, String by) {
        return database.sql("""
                        update stray_payment set settled_at = :now, settled_by = :by, note = :note
                        where session = :session and order_id = :order and settled_at is null
                        """)
                .bind("now", clock.instant())
                .bind("by", by)
                .bind("note", note)
                .bind("session", session)
                .bind("order", order)
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1);
    }

    private static Stray read(Readable row) {
        return new Stray(
                required(row, "session", String.class),
                required(row, "reference", String.class),
                Money.of(required(row, "amount", Long.class), required(row, "currency", String.class)),
                required(row, "returned", Boolean.class),
                required(row, "seen_at", Instant.class),
                row.get("note", String.class));
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
