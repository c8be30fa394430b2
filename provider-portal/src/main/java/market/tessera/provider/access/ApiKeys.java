package market.tessera.provider.access;

import io.r2dbc.spi.Readable;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.platform.database.Together;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.provider.Digest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * API keys: 256 random bits behind {@code tsk_}, kept as hashes, of a provider or of the operator, with scopes, revocable. One more key of the operator
 * can be set by configuration, so that an installation can be filled before anybody has signed in.
 */
@Component
public class ApiKeys {
    private static final String PREFIX = "tsk_";
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);
    private static final int TOGETHER = 100;
    private static final String VALID = "valid";
    private static final String FIND = """
            select k.*, i.name as issuer, r.name as revoker from api_key k
            left join staff i on i.id = k.issued_by left join staff r on r.id = k.revoked_by
            """;

    private final DatabaseClient database;
    private final Clock clock;
    private final byte @Nullable [] configured;
    private final SecureRandom random = new SecureRandom();

    /** A program that asks for many things at once brings the same key with each. */
    private final Together<String, String, Optional<Used>> together =
            new Together<>(TOGETHER, (_, hashes) -> valid(hashes));

    ApiKeys(DatabaseClient database, Clock clock, @Value("${portal.operator-api-key:}") String operatorKey) {
        this.database = database;
        this.clock = clock;
        this.configured = operatorKey.isBlank() ? null : Digest.of(operatorKey);
    }

    /** A new key and what is kept of it; {@code secret} is to be shown once. */
    public record Issued(ApiKey key, String secret) {}

    public Mono<Issued> issue(KeyWish wish) {
        return Mono.defer(() -> {
            var secret = newSecret();
            return insert(wish, secret).flatMap(this::find).map(key -> new Issued(key, secret));
        });
    }

    /** Makes a key of a secret that is known already, unless it is there; for installations that are set up by program. */
    public Mono<Void> ensure(KeyWish wish, String secret) {
        return insert(wish, secret).then();
    }

    private Mono<UUID> insert(KeyWish wish, String secret) {
        return database.sql("""
                        insert into api_key (id, hash, label, provider, scopes, issued_by, created_at, expires_at)
                        values (:id, :hash, :label, :provider, :scopes, :by, :now, :expires)
                        on conflict (hash) do nothing returning id
                        """)
                .bind("id", UUID.randomUUID())
                .bind("hash", Digest.of(secret))
                .bind("label", wish.label())
                .bind("provider", Columns.orNull(wish.provider(), UUID.class))
                .bind("scopes", wish.scopes().stream().map(Scope::key).sorted().toArray(String[]::new))
                .bind("by", Columns.orNull(wish.issuedBy(), UUID.class))
                .bind("now", clock.instant())
                .bind("expires", Columns.orNull(wish.expiresAt(), Instant.class))
                .map(row -> Columns.required(row, "id", UUID.class))
                .one();
    }

    /** From now on the key opens nothing. False if it is not a valid key of this provider. */
    public Mono<Boolean> revoke(UUID provider, UUID key, @Nullable UUID by) {
        return database.sql("""
                        update api_key set revoked_at = :now, revoked_by = :by
                        where id = :id and provider = :provider and revoked_at is null
                        """)
                .bind("id", key)
                .bind("provider", provider)
                .bind("now", clock.instant())
                .bind("by", Columns.orNull(by, UUID.class))
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1);
    }

    /** The newest first. */
    public Flux<ApiKey> ofProvider(UUID provider) {
        return database.sql(FIND + "where k.provider = :provider order by k.created_at desc, k.id")
                .bind("provider", provider)
                .map(ApiKeys::key)
                .all();
    }

    /** Whether keys that somebody has given out for the provider still open something. */
    public Mono<Boolean> isAnyValid(UUID provider, UUID issuedBy) {
        return database.sql("""
                        select exists (select from api_key where provider = :provider and issued_by = :by
                          and revoked_at is null and (expires_at is null or expires_at > :now)) as valid
                        """)
                .bind("provider", provider)
                .bind("by", issuedBy)
                .bind("now", clock.instant())
                .map(row -> Columns.required(row, "valid", Boolean.class))
                .one();
    }

    private Mono<ApiKey> find(UUID id) {
        return database.sql(FIND + "where k.id = :id")
                .bind("id", id)
                .map(ApiKeys::key)
                .one();
    }

    /** Who has this key; empty if it is not valid. The use is noted to the minute. */
    Mono<ApiCaller> callerWith(String secret) {
        var hash = Digest.of(secret);
        if (configured != null && MessageDigest.isEqual(configured, hash)) {
            return Mono.just(ApiCaller.configuredOperator());
        }
        return together.ask(VALID, HexFormat.of().formatHex(hash))
                .flatMap(Mono::justOrEmpty)
                .flatMap(used -> note(used).thenReturn(used.caller()));
    }

    private record Used(
            String hash, ApiCaller caller, @Nullable Instant before) {}

    /** In the order of the hashes; nothing where a key is not valid. */
    private Mono<List<Optional<Used>>> valid(List<String> hashes) {
        return database.sql("""
                        select encode(hash, 'hex') as hash, id, label, provider, scopes, issued_by, used_at from api_key
                        where hash in (select decode(wanted, 'hex') from unnest(:hashes::text[]) as wanted)
                          and revoked_at is null and (expires_at is null or expires_at > :now)
                        """)
                .bind("hashes", hashes.stream().distinct().toArray(String[]::new))
                .bind("now", clock.instant())
                .map(row -> new Used(
                        Columns.required(row, "hash", String.class), caller(row), row.get("used_at", Instant.class)))
                .all()
                .collectMap(Used::hash)
                .map(found -> hashes.stream()
                        .map(hash -> Optional.ofNullable(found.get(hash)))
                        .toList());
    }

    private Mono<Void> note(Used used) {
        var now = clock.instant();
        if (used.before() != null && used.before().isAfter(now.minus(NOTED_EVERY))) {
            return Mono.empty();
        }
        return database.sql("update api_key set used_at = :now where id = :id")
                .bind("now", now)
                .bind("id", used.caller().key())
                .then();
    }

    private String newSecret() {
        var bits = new byte[32];
        random.nextBytes(bits);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    private static ApiCaller caller(Readable row) {
        var id = Columns.required(row, "id", UUID.class);
        return new ApiCaller(
                id.toString(),
                id,
                Columns.required(row, "label", String.class),
                row.get("provider", UUID.class),
                scopes(row),
                row.get("issued_by", UUID.class));
    }

    private static ApiKey key(Readable row) {
        return new ApiKey(
                Columns.required(row, "id", UUID.class),
                Columns.required(row, "label", String.class),
                row.get("provider", UUID.class),
                scopes(row),
                row.get("issuer", String.class),
                Columns.required(row, "created_at", Instant.class),
                row.get("expires_at", Instant.class),
                row.get("used_at", Instant.class),
                row.get("revoked_at", Instant.class),
                row.get("revoker", String.class));
    }

    private static Set<Scope> scopes(Readable row) {
        return Arrays.stream(Columns.required(row, "scopes", String[].class))
                .map(Scope::of)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)));
    }
}
