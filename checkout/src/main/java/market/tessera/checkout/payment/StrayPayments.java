package market.tessera.checkout.payment;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import market.tessera.checkout.stripe.SessionState;
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
     * @param bounced whether it had gone back by itself, and the buyer's bank has not taken it
     * @param gone what has gone back of one that does not go back by itself, as Stripe's balance says
     * @param note what a person has found out; null while nobody has looked
     */
    public record Stray(
            String session,
            String reference,
            Money amount,
            boolean returned,
            boolean bounced,
            Money gone,
            Instant seenAt,
            @Nullable String note) {
        public boolean isOpen() {
            return note == null;
        }

        /** Whether there is something that a person could send back. */
        public boolean canBeSentBack() {
            return isOpen() && !returned && gone.amount() < amount.amount();
        }
    }

    /** False if it was told of before. Joins the caller's transaction. */
    Mono<Boolean> insert(SessionState.Paid paid, boolean returned) {
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
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1);
    }

    public Flux<Stray> of(UUID order) {
        return database.sql("""
                        select s.*, not s.returned and exists (select from payment_intent i where i.session = s.session) as bounced,
                          (select coalesce(sum(f.amount), 0)::bigint from stray_refund f
                          where f.session = s.session and f.failed_at is null) as gone
                        from stray_payment s where s.order_id = :order order by s.seen_at, s.session
                        """).bind("order", order).map(StrayPayments::read).all();
    }

    /** Whether that payment intent holds money that the order did not ask for, and that does not go back by itself. */
    public Mono<Boolean> holds(UUID order, String reference) {
        return database.sql("""
                        select exists (select from stray_payment where order_id = :order and reference = :reference and not returned)
                        """)
                .bind("order", order)
                .bind("reference", reference)
                .mapValue(Boolean.class)
                .one();
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
        var currency = required(row, "currency", String.class);
        return new Stray(
                required(row, "session", String.class),
                required(row, "reference", String.class),
                Money.of(required(row, "amount", Long.class), currency),
                required(row, "returned", Boolean.class),
                required(row, "bounced", Boolean.class),
                Money.of(required(row, "gone", Long.class), currency),
                required(row, "seen_at", Instant.class),
                row.get("note", String.class));
    }
}
