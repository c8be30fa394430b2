package market.tessera.checkout.connection;

import java.util.UUID;
import market.tessera.checkout.sql.Bindings;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What each provider has chosen: one connection for its offerings, and others for single ones. */
@Repository
public class ConnectionUses {
    private final DatabaseClient database;

    ConnectionUses(DatabaseClient database) {
        this.database = database;
    }

    /**
     * A choice.
     *
     * @param offering null for all that have no other
     * @param title of the offering
     */
    public record Use(@Nullable UUID offering, @Nullable String title, UUID connection) {}

    /** An offering that can be chosen for. */
    public record Listed(UUID id, String title) {}

    public Flux<Use> of(UUID provider) {
        return database.sql("""
                        select u.offering, o.title, u.connection from connection_use u left join offer o on o.id = u.offering
                        where u.provider = :provider order by o.title nulls first, u.offering
                        """)
                .bind("provider", provider)
                .mapProperties(Use.class)
                .all();
    }

    /** The provider's offerings that are for sale, or have learners. */
    public Flux<Listed> offerings(UUID provider) {
        return database.sql("""
                        select id, title from offer where provider = :provider
                          and (listed or exists (select from enrollment e where e.offering = offer.id))
                        order by title, id limit 2000
                        """)
                .bind("provider", provider)
                .mapProperties(Listed.class)
                .all();
    }

    /** False if the connection is not one of the provider's that is ready, or the offering not its own. */
    public Mono<Boolean> choose(UUID provider, @Nullable UUID offering, UUID connection) {
        return database.sql("""
                        insert into connection_use (provider, offering, connection)
                        select c.provider, :offering, c.id from connection c
                        where c.id = :connection and c.provider = :provider and c.standing = 'READY'
                          and (:offering is null or exists (select from offer o where o.id = :offering and o.provider = c.provider))
                        on conflict (provider, offering) do update set connection = excluded.connection
                        """)
                .bind("provider", provider)
                .bind("offering", Bindings.nullable(offering, UUID.class))
                .bind("connection", connection)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    public Mono<Void> drop(UUID provider, @Nullable UUID offering) {
        return database.sql(
                        "delete from connection_use where provider = :provider and offering is not distinct from :offering")
                .bind("provider", provider)
                .bind("offering", Bindings.nullable(offering, UUID.class))
                .then();
    }
}
