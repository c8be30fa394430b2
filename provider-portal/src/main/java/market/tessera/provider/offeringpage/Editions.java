package market.tessera.provider.offeringpage;

import java.time.Instant;
import java.util.UUID;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.staff.ProviderScope;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Everything that has ever been public of an offering. */
@Repository
class Editions {
    private final DatabaseClient database;

    Editions(DatabaseClient database) {
        this.database = database;
    }

    record Edition(int number, Instant publishedAt) {}

    /** The newest first. */
    Flux<Edition> of(ProviderScope scope, UUID offering) {
        return database.sql("""
                        select v.edition, v.published_at from offering_version v join offering o on o.id = v.offering
                        where o.id = :offering and o.provider = any(:providers) order by v.edition desc
                        """)
                .bind("offering", offering)
                .bind("providers", scope.providers())
                .map(row -> new Edition(
                        Columns.required(row, "edition", Integer.class),
                        Columns.required(row, "published_at", Instant.class)))
                .all();
    }

    /** Empty if there is no such edition. */
    Mono<Elements> find(ProviderScope scope, UUID offering, int edition) {
        return database.sql("""
                        select v.elements from offering_version v join offering o on o.id = v.offering
                        where o.id = :offering and o.provider = any(:providers) and v.edition = :edition
                        """)
                .bind("offering", offering)
                .bind("providers", scope.providers())
                .bind("edition", edition)
                .map(row -> Columns.json(row, "elements", Elements.class))
                .one();
    }
}
