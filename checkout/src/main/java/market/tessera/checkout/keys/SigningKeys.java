package market.tessera.checkout.keys;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.spi.Readable;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import market.tessera.checkout.keys.SigningKey.Algorithm;
import market.tessera.platform.identity.Vault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Every owner's keys, one current per algorithm; an owner's first key is made when it is first needed. */
@Repository
public class SigningKeys {
    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);

    private final DatabaseClient database;
    private final Vault vault;
    private final KeyPairs pairs;
    private final Clock clock;
    private final Map<String, SigningKey> opened = new ConcurrentHashMap<>();

    SigningKeys(DatabaseClient database, Vault vault, KeyPairs pairs, Clock clock) {
        this.database = database;
        this.vault = vault;
        this.pairs = pairs;
        this.clock = clock;
        LOG.info("RS256 is signed by {}", Rs256.by());
    }

    /**
     * The key to sign with. Two instances that need an owner's first key at the same time end up with the same one.
     *
     * @param owner who signs, such as {@code lti} or {@code provider:<id>}
     */
    public Mono<SigningKey> current(String owner, Algorithm algorithm) {
        return find(owner, algorithm)
                .switchIfEmpty(Mono.defer(() -> create(owner, algorithm)).then(find(owner, algorithm)));
    }

    /** @param owner whose it is */
    public record Owned(String owner, SigningKey key) {}

    /** The keys that these owners sign with, of those who have signed before. */
    public Flux<Owned> currentOf(Collection<String> owners) {
        return database.sql("""
                        select owner, id, algorithm, public_key, sealed_key from signing_key
                        where owner = any(:owners) and retired_at is null
                        """)
                .bind("owners", owners.toArray(String[]::new))
                .map(row -> new Owned(required(row, "owner", String.class), signingKey(row)))
                .all();
    }

    /** All public keys the owner has ever signed with, newest first. */
    public Flux<VerificationKey> published(String owner) {
        return database.sql("""
                        select id, algorithm, public_key from signing_key where owner = :owner order by created_at desc, id
                        """)
                .bind("owner", owner)
                .map(SigningKeys::verificationKey)
                .all();
    }

    /** The owner signs with a new key from the next time on, if the current one is older than that; what is published stays published. */
    public Mono<Void> retireOlderThan(String owner, Algorithm algorithm, Duration age) {
        return database.sql("""
                        update signing_key set retired_at = :now
                        where owner = :owner and algorithm = :algorithm and retired_at is null and created_at <= :before
                        """)
                .bind("now", clock.instant())
                .bind("owner", owner)
                .bind("algorithm", algorithm.name())
                .bind("before", clock.instant().minus(age))
                .then();
    }

    /**
     * As {@link #retireOlderThan}, of many and for every algorithm.
     *
     * @param owners with what their names begin
     */
    public Mono<Void> retireAllOlderThan(String owners, Duration age) {
        return database.sql("""
                        update signing_key set retired_at = :now
                        where starts_with(owner, :owners) and retired_at is null and created_at <= :before
                        """)
                .bind("now", clock.instant())
                .bind("owners", owners)
                .bind("before", clock.instant().minus(age))
                .then();
    }

    private Mono<SigningKey> find(String owner, Algorithm algorithm) {
        return database.sql("""
                        select id, algorithm, public_key, sealed_key from signing_key
                        where owner = :owner and algorithm = :algorithm and retired_at is null
                        """)
                .bind("owner", owner)
                .bind("algorithm", algorithm.name())
                .map(this::signingKey)
                .one();
    }

    private Mono<Void> create(String owner, Algorithm algorithm) {
        return Mono.fromCallable(() -> pairs.next(algorithm))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(pair -> insert(owner, algorithm, pair));
    }

    private Mono<Void> insert(String owner, Algorithm algorithm, KeyPair pair) {
        var key = VerificationKey.of(algorithm, pair.getPublic());
        return database.sql("""
                        insert into signing_key (id, owner, algorithm, public_key, sealed_key, created_at)
                        values (:id, :owner, :algorithm, :public, :sealed, :now)
                        on conflict (owner, algorithm) where retired_at is null do nothing
                        """)
                .bind("id", key.id())
                .bind("owner", owner)
                .bind("algorithm", algorithm.name())
                .bind("public", pair.getPublic().getEncoded())
                .bind("sealed", vault.seal(pair.getPrivate().getEncoded(), key.id()))
                .bind("now", clock.instant())
                .then();
    }

    /** Opening a key takes longer than signing with it. */
    private SigningKey signingKey(Readable row) {
        return opened.computeIfAbsent(required(row, "id", String.class), _ -> open(row));
    }

    private SigningKey open(Readable row) {
        var key = verificationKey(row);
        var secret = vault.open(required(row, "sealed_key", byte[].class), key.id());
        try {
            return new SigningKey(key.id(), key.algorithm(), key.publicKey(), privateKey(key.algorithm(), secret));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("Stored key " + key.id() + " cannot be read", broken);
        }
    }

    private static PrivateKey privateKey(Algorithm algorithm, byte[] pkcs8) throws GeneralSecurityException {
        return switch (algorithm) {
            case RS256 -> Rs256.read(pkcs8);
            case ED25519 -> KeyFactory.getInstance(algorithm.kind()).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        };
    }

    private static VerificationKey verificationKey(Readable row) {
        var algorithm = Algorithm.valueOf(required(row, "algorithm", String.class));
        var id = required(row, "id", String.class);
        return new VerificationKey(id, algorithm, publicKey(algorithm, required(row, "public_key", byte[].class)));
    }

    private static PublicKey publicKey(Algorithm algorithm, byte[] encoded) {
        try {
            return KeyFactory.getInstance(algorithm.kind()).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("A stored public key cannot be read", broken);
        }
    }
}
