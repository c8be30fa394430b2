package market.tessera.checkout.offer;

import java.util.Collection;
import java.util.UUID;
import market.tessera.checkout.offer.Offer.Seller;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Everything that is or was for sale. */
@Repository
public class Offers {
    private static final String SELECT = "select %s from %s ".formatted(OfferRows.COLUMNS, OfferRows.TABLES);

    private final DatabaseClient database;

    Offers(DatabaseClient database) {
        this.database = database;
    }

    public Mono<Offer> find(UUID offering, UUID intake) {
        return database.sql(SELECT + "where i.id = :intake and o.id = :offering")
                .bind("intake", intake)
                .bind("offering", offering)
                .map(OfferRows::read)
                .one();
    }

    public Mono<Offer> find(UUID intake) {
        return database.sql(SELECT + "where i.id = :intake")
                .bind("intake", intake)
                .map(OfferRows::read)
                .one();
    }

    public Flux<Offer> findAll(Collection<UUID> intakes) {
        return database.sql(SELECT + "where i.id = any(:intakes)")
                .bind("intakes", intakes.toArray(UUID[]::new))
                .map(OfferRows::read)
                .all();
    }

    /** Every intake of these offerings, soonest first. */
    public Flux<Offer> ofOfferings(Collection<UUID> offerings) {
        return database.sql(SELECT + "where o.id = any(:offerings) order by i.starts nulls first, i.id")
                .bind("offerings", offerings.toArray(UUID[]::new))
                .map(OfferRows::read)
                .all();
    }

    /** Those of these providers that have ever sold something, by name. */
    public Flux<Seller> sellers(Collection<UUID> providers) {
        return database.sql(
                        "select id, slug, name, hue, logo from offer_provider where id = any(:providers) order by name, id")
                .bind("providers", providers.toArray(UUID[]::new))
                .mapProperties(Seller.class)
                .all();
    }

    /** All providers that the operator has verified, by name; as many as one looks through. */
    public Flux<Seller> verified() {
        return database.sql(
                        "select id, slug, name, hue, logo from offer_provider where verified order by name, id limit 1000")
                .mapProperties(Seller.class)
                .all();
    }

    /** All providers that have ever sold something, by name; as many as one looks through. */
    public Flux<Seller> sellers() {
        return database.sql("select id, slug, name, hue, logo from offer_provider order by name, id limit 1000")
                .mapProperties(Seller.class)
                .all();
    }
}
