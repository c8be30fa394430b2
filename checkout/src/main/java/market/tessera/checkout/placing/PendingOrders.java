package market.tessera.checkout.placing;

import static market.tessera.platform.database.Rows.required;

import java.util.UUID;
import market.tessera.checkout.basket.HeldSeats;
import market.tessera.checkout.sql.Bindings;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** What was ordered from a basket and waits for its payment by the buyer; what is paid on invoice stands for itself. */
@Repository
class PendingOrders implements HeldSeats {
    private final DatabaseClient database;

    PendingOrders(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<UUID> by(UUID basket) {
        return database.sql("""
                        select l.intake from orders o join order_line l on l.order_id = o.id
                        where o.basket = :basket and o.status = 'PENDING'
                          and not exists (select from purchase_order q where q.order_id = o.id)
                        """).bind("basket", basket).mapValue(UUID.class).all();
    }

    /**
     * An order that was placed from a basket before.
     *
     * @param same whether by the very page that is sent now, whatever became of it
     */
    record Earlier(UUID id, boolean same) {}

    /**
     * What this page has placed already, first; then what waits in the same currency. What a learner has ordered is nothing to whoever comes with the same
     * basket and has not signed in.
     */
    Flux<Earlier> before(OrderRequest request) {
        return database.sql("""
                        select id, attempt = :attempt as same from orders o
                        where basket = :basket and (learner is null or learner = :learner) and (attempt = :attempt or (currency = :currency and status = 'PENDING'
                          and not exists (select from purchase_order q where q.order_id = o.id)))
                        order by same desc
                        """)
                .bind("basket", request.basket())
                .bind("attempt", request.attempt())
                .bind("learner", Bindings.nullable(request.learner(), UUID.class))
                .bind("currency", request.shown().currency().getCurrencyCode())
                .map(row -> new Earlier(required(row, "id", UUID.class), required(row, "same", Boolean.class)))
                .all();
    }
}
