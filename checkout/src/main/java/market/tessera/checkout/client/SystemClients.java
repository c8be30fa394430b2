package market.tessera.checkout.client;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import market.tessera.checkout.client.SystemClient.Purpose;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The keys of each connection. One of a connection that was taken out of use opens nothing any more. */
@Repository
public class SystemClients {
    private static final int MOST = 10;
    private static final Duration NEWS = Duration.ofSeconds(10);

    private final DatabaseClient database;
    private final Clock clock;

    SystemClients(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param secret shown this once */
    public record Made(UUID id, String secret) {}

    /** Emits nothing if the connection is not the provider's, or has as many keys as it may have. */
    public Mono<Made> add(UUID provider, UUID connection, Purpose purpose, String by) {
        var made = new Made(UUID.randomUUID(), Secrets.random());
        return database.sql("""
                        insert into system_client (id, connection, provider, purpose, secret_hash, created_by, created_at)
                        select :id, c.id, c.provider, :purpose, :hash, :by, :now from connection c
                        where c.id = :connection and c.provider = :provider and c.standing <> 'ENDED'
                          and (select count(*) from system_client s where s.connection = c.id and s.purpose = :purpose
                            and s.revoked_at is null) < :most
                        """)
                .bind("id", made.id())
                .bind("purpose", purpose.name())
                .bind("hash", Secrets.hash(made.secret()))
                .bind("by", by)
                .bind("now", clock.instant())
                .bind("connection", connection)
                .bind("provider", provider)
                .bind("most", MOST)
                .fetch()
                .rowsUpdated()
                .filter(rows -> rows == 1)
                .map(_ -> made);
    }

    /** Those that are good, in the order they were made. */
    public Flux<SystemClient> of(UUID provider, UUID connection) {
        return database.sql("""
                        select id, connection, provider, purpose, created_at, used_at from system_client
                        where provider = :provider and connection = :connection and revoked_at is null order by created_at, id
                        """)
                .bind("provider", provider)
                .bind("connection", connection)
                .mapProperties(SystemClient.class)
                .all();
    }

    /** It opens nothing from now on, and neither do the tokens given for it. */
    public Mono<Void> revoke(UUID provider, UUID connection, UUID client) {
        return database.sql("""
                        update system_client set revoked_at = :now
                        where provider = :provider and connection = :connection and id = :id and revoked_at is null
                        """)
                .bind("now", clock.instant())
                .bind("provider", provider)
                .bind("connection", connection)
                .bind("id", client)
                .then();
    }

    /** Whose key that is; nothing for a wrong secret, one that was revoked, or one for another purpose. */
    public Mono<SystemClient> authenticate(String id, String secret, Purpose purpose) {
        return Mono.justOrEmpty(uuid(id)).flatMap(known -> authenticate(known, secret, purpose));
    }

    private Mono<SystemClient> authenticate(UUID id, String secret, Purpose purpose) {
        return database.sql("""
                        select s.id, s.connection, s.provider, s.purpose, s.created_at, s.used_at
                        from system_client s join connection c on c.id = s.connection
                        where s.id = :id and s.secret_hash = :hash and s.purpose = :purpose and s.revoked_at is null
                          and c.standing <> 'ENDED'
                        """)
                .bind("id", id)
                .bind("hash", Secrets.hash(secret))
                .bind("purpose", purpose.name())
                .mapProperties(SystemClient.class)
                .one()
                .delayUntil(found -> used(found.id()));
    }

    private Mono<Void> used(UUID client) {
        return database.sql(
                        "update system_client set used_at = :now where id = :id and (used_at is null or used_at < :before)")
                .bind("now", clock.instant())
                .bind("before", clock.instant().minus(NEWS))
                .bind("id", client)
                .then();
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
