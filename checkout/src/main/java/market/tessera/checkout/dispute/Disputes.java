package market.tessera.checkout.dispute;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import market.tessera.checkout.dispute.Dispute.State;
import market.tessera.checkout.sql.Bindings;
import market.tessera.platform.money.Money;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All disputes. */
@Repository
public class Disputes {
    private final DatabaseClient database;
    private final Clock clock;

    Disputes(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    public Flux<Dispute> of(UUID order) {
        return database.sql("""
                        select stripe_id, order_id, state, amount, currency, reason, answer_by, answered, opened_at from dispute
                        where order_id = :order order by opened_at
                        """).bind("order", order).map(Disputes::read).all();
    }

    Mono<State> state(String stripeId) {
        return database.sql("select state from dispute where stripe_id = :id")
                .bind("id", stripeId)
                .mapValue(String.class)
                .one()
                .map(State::valueOf);
    }

    Mono<Void> put(Dispute dispute) {
        return database.sql("""
                        insert into dispute (stripe_id, order_id, state, amount, currency, reason, answer_by, answered, opened_at, closed_at)
                        values (:id, :order, :state, :amount, :currency, :reason, :answerBy, :answered, :openedAt, :closedAt)
                        on conflict (stripe_id) do update set state = excluded.state, amount = excluded.amount,
                          answer_by = excluded.answer_by, answered = excluded.answered, closed_at = excluded.closed_at
                        """)
                .bind("id", dispute.stripeId())
                .bind("order", dispute.order())
                .bind("state", dispute.state().name())
                .bind("amount", dispute.amount().amount())
                .bind("currency", dispute.amount().currency().getCurrencyCode())
                .bind("reason", dispute.reason())
                .bind("answerBy", Bindings.nullable(dispute.answerBy(), Instant.class))
                .bind("answered", dispute.answered())
                .bind("openedAt", dispute.openedAt())
                .bind(
                        "closedAt",
                        Bindings.nullable(dispute.state().isDecided() ? clock.instant() : null, Instant.class))
                .then();
    }

    /** Nothing else has changed. */
    Mono<Void> answered(String stripeId) {
        return database.sql("update dispute set answered = true where stripe_id = :id")
                .bind("id", stripeId)
                .then();
    }

    private static Dispute read(Readable row) {
        return new Dispute(
                required(row, "stripe_id", String.class),
                required(row, "order_id", UUID.class),
                State.valueOf(required(row, "state", String.class)),
                Money.of(required(row, "amount", Long.class), required(row, "currency", String.class)),
                required(row, "reason", String.class),
                row.get("answer_by", Instant.class),
                required(row, "answered", Boolean.class),
                required(row, "opened_at", Instant.class));
    }
}
