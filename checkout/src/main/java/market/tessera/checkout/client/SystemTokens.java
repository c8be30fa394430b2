package market.tessera.checkout.client;

import static market.tessera.platform.database.Rows.required;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Tokens, good for an hour. They are kept, as hashes, so that one ends with the key it was given for. */
@Repository
public class SystemTokens {
    public static final Duration LIFETIME = Duration.ofHours(1);

    private final DatabaseClient database;
    private final Clock clock;

    SystemTokens(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Whose token that is, and what it allows. */
    public record Access(UUID client, UUID connection, UUID provider, Set<String> scopes) {}

    /** Emits a token; those of the client that are over are forgotten. */
    public Mono<String> issue(SystemClient client, Set<String> scopes) {
        var token = Secrets.random();
        return database.sql("""
                        with over as (delete from system_token where client = :client and expires_at < :now)
                        insert into system_token (token_hash, client, scopes, expires_at) values (:hash, :client, :scopes, :expires)
                        """)
                .bind("client", client.id())
                .bind("now", clock.instant())
                .bind("hash", Secrets.hash(token))
                .bind("scopes", scopes.toArray(String[]::new))
                .bind("expires", clock.instant().plus(LIFETIME))
                .then()
                .thenReturn(token);
    }

    /** Nothing if the token is not ours or is over. */
    public Mono<Access> find(String token) {
        return database.sql("""
                        select s.id, s.connection, s.provider, t.scopes
                        from system_token t join system_client s on s.id = t.client join connection c on c.id = s.connection
                        where t.token_hash = :hash and t.expires_at > :now and s.revoked_at is null and c.standing <> 'ENDED'
                        """)
                .bind("hash", Secrets.hash(token))
                .bind("now", clock.instant())
                .map(row -> new Access(
                        required(row, "id", UUID.class),
                        required(row, "connection", UUID.class),
                        required(row, "provider", UUID.class),
                        Set.of(required(row, "scopes", String[].class))))
                .one();
    }
}
