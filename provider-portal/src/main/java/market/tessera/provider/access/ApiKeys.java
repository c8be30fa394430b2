package market.tessera.provider.access;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.provider.Digest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * API keys: 256 random bits behind {@code tsk_}, kept as hashes, scoped to a provider or to the operator, revocable. One more key of the operator
 * can be set by configuration, so that an installation can be filled before anybody has signed in.
 */
@Component
public class ApiKeys {
    private static final String PREFIX = "tsk_";

    private final DatabaseClient database;
    private final byte @Nullable [] configured;
    private final SecureRandom random = new SecureRandom();

    ApiKeys(DatabaseClient database, @Value("${portal.operator-api-key:}") String operatorKey) {
        this.database = database;
        this.configured = operatorKey.isBlank() ? null : Digest.of(operatorKey);
    }

    /** A new key and what is kept of it; {@code secret} is to be shown once. */
    public record Issued(ApiKey key, String secret) {}

    public Mono<Issued> issue(String label, @Nullable UUID provider) {
        return Mono.defer(() -> {
            var secret = newSecret();
            var statement = database.sql("""
                            insert into api_key (id, hash, label, provider) values (:id, :hash, :label, :provider) returning *
                            """)
                    .bind("id", UUID.randomUUID())
                    .bind("hash", Digest.of(secret))
                    .bind("label", label);
            return (provider == null
                            ? statement.bindNull("provider", UUID.class)
                            : statement.bind("provider", provider))
                    .map(ApiKeys::key)
                    .one()
                    .map(key -> new Issued(key, secret));
        });
    }

    /** From now on the key opens nothing. */
    public Mono<Void> revoke(UUID key) {
        return database.sql("update api_key set revoked_at = now() where id = :id and revoked_at is null")
                .bind("id", key)
                .then();
    }

    public Flux<ApiKey> ofProvider(UUID provider) {
        return database.sql("select * from api_key where provider = :provider order by created_at")
                .bind("provider", provider)
                .map(ApiKeys::key)
                .all();
    }

    /** Who has this key; empty if it is not valid. */
    Mono<ApiCaller> callerWith(String secret) {
        var hash = Digest.of(secret);
        if (configured != null && MessageDigest.isEqual(configured, hash)) {
            return Mono.just(new ApiCaller("operator", null));
        }
        return database.sql("""
                        update api_key set used_at = now() where hash = :hash and revoked_at is null returning id, provider
                        """)
                .bind("hash", hash)
                .map(row -> new ApiCaller(
                        Columns.required(row, "id", UUID.class).toString(), row.get("provider", UUID.class)))
                .one();
    }

    private String newSecret() {
        var bits = new byte[32];
        random.nextBytes(bits);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    private static ApiKey key(io.r2dbc.spi.Readable row) {
        return new ApiKey(
                Columns.required(row, "id", UUID.class),
                Columns.required(row, "label", String.class),
                row.get("provider", UUID.class),
                Columns.required(row, "created_at", Instant.class),
                row.get("revoked_at", Instant.class));
    }
}
