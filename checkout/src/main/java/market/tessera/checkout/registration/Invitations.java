package market.tessera.checkout.registration;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Tokens by which a tool may register itself for one connection, once, within an hour. Only their hashes are kept. */
@Repository
public class Invitations {
    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final int BYTES = 32;

    private final DatabaseClient database;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Invitations(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Emits a token, which is not told again; the one before is good no longer. */
    public Mono<String> invite(UUID connection) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return database.sql("""
                        insert into lti_registration (connection, token_hash, expires_at) values (:connection, :hash, :expires)
                        on conflict (connection) do update set token_hash = excluded.token_hash, expires_at = excluded.expires_at,
                          used_at = null
                        """)
                .bind("connection", connection)
                .bind("hash", hash(token))
                .bind("expires", clock.instant().plus(LIFETIME))
                .then()
                .thenReturn(token);
    }

    /** Whose invitation it is. */
    record Invited(UUID connection, UUID provider) {}

    /** Uses the token up; nothing if it is none, or too old, or was used, or the connection is set up already. */
    Mono<Invited> use(String token) {
        return database.sql("""
                        update lti_registration r set used_at = :now from connection c
                        where c.id = r.connection and c.standing = 'DRAFT' and r.token_hash = :hash
                          and r.used_at is null and r.expires_at > :now
                        returning r.connection, c.provider
                        """)
                .bind("now", clock.instant())
                .bind("hash", hash(token))
                .mapProperties(Invited.class)
                .one();
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("This JVM lacks SHA-256", impossible);
        }
    }
}
