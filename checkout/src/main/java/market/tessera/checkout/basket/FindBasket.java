package market.tessera.checkout.basket;

import java.time.Clock;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Finds the basket that belongs to a visitor. A guest's basket becomes the learner's on signing in, and is merged into the one the learner has
 * already; a learner's basket is never shown to anyone else, whatever cookie they bring.
 */
@Service
public class FindBasket {
    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final Clock clock;

    FindBasket(DatabaseClient database, TransactionalOperator transaction, Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Empty if the visitor has none. */
    public Mono<UUID> find(Visitor visitor) {
        var learner = visitor.learner();
        return learner == null ? guests(visitor) : ofLearner(learner, visitor).as(transaction::transactional);
    }

    /**
     * Where something is to be put.
     *
     * @param exists whether it is there already; a guest's first basket is written together with what is put into it
     */
    record Target(UUID basket, boolean exists) {}

    Mono<Target> target(Visitor visitor) {
        return find(visitor)
                .switchIfEmpty(
                        Mono.defer(() -> Mono.justOrEmpty(visitor.learner()).flatMap(this::create)))
                .map(basket -> new Target(basket, true))
                .switchIfEmpty(Mono.fromSupplier(() -> new Target(UUID.randomUUID(), false)));
    }

    private Mono<UUID> guests(Visitor visitor) {
        var basket = visitor.basket();
        return basket == null
                ? Mono.empty()
                : database.sql("select id from basket where id = :basket and learner is null")
                        .bind("basket", basket)
                        .mapValue(UUID.class)
                        .one();
    }

    private Mono<UUID> ofLearner(UUID learner, Visitor visitor) {
        var own = database.sql("select id from basket where learner = :learner")
                .bind("learner", learner)
                .mapValue(UUID.class)
                .one();
        return guests(visitor)
                .flatMap(guests -> own.delayUntil(kept -> merge(guests, kept))
                        .switchIfEmpty(Mono.defer(() -> adopt(guests, learner))))
                .switchIfEmpty(own);
    }

    private Mono<Void> merge(UUID guests, UUID kept) {
        return database.sql("""
                        insert into basket_line (basket, offer, intake, price_amount, price_currency, added_at, place)
                        select :kept, offer, intake, price_amount, price_currency, added_at, place from basket_line where basket = :guests
                        on conflict (basket, offer) do nothing
                        """)
                .bind("kept", kept)
                .bind("guests", guests)
                .then()
                .then(database.sql("""
                        update basket k set country = coalesce(k.country, g.country), promotion = coalesce(g.promotion, k.promotion)
                        from basket g where k.id = :kept and g.id = :guests
                        """)
                        .bind("guests", guests)
                        .bind("kept", kept)
                        .then())
                .then(database.sql("delete from basket where id = :guests")
                        .bind("guests", guests)
                        .then());
    }

    private Mono<UUID> adopt(UUID guests, UUID learner) {
        return database.sql("update basket set learner = :learner where id = :guests returning id")
                .bind("learner", learner)
                .bind("guests", guests)
                .mapValue(UUID.class)
                .one();
    }

    private Mono<UUID> create(UUID learner) {
        return database.sql("""
                        insert into basket (id, learner, created_at) values (:id, :learner, :now)
                        on conflict (learner) do update set learner = excluded.learner returning id
                        """)
                .bind("id", UUID.randomUUID())
                .bind("learner", learner)
                .bind("now", clock.instant())
                .mapValue(UUID.class)
                .one();
    }
}
