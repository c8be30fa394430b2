package market.tessera.checkout.order;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Secrets that stand for an order: who holds one may see the order, or take it into an account. Only their hashes are kept. */
@Repository
public class OrderKeys {
    /** Whether the key whose hash is {@code :key} opens the order {@code o}. */
    static final String OPENS = """
            exists (select from order_key k
              where k.hash = :key and k.order_id = o.id and k.purpose = 'VIEW' and k.expires_at > :now and k.used_at is null)""";

    /** Issues guests' keys to orders that are {@code paid}, whose rows bring their hashes; {@link #bindTerms} says until when they are good. */
    static final String ISSUE = """
            insert into order_key (hash, order_id, purpose, expires_at, mailed)
              select k.hash, paid.id, k.purpose, k.expires_at, true
              from paid, lateral (values (paid.view, 'VIEW', cast(:viewExpires as timestamptz)),
                (paid.claim, 'CLAIM', cast(:claimExpires as timestamptz))) as k (hash, purpose, expires_at)
              where paid.learner is null""";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final DatabaseClient database;
    private final OrderProperties terms;
    private final Clock clock;

    OrderKeys(DatabaseClient database, OrderProperties terms, Clock clock) {
        this.database = database;
        this.terms = terms;
        this.clock = clock;
    }

    public enum Purpose {
        VIEW,
        CLAIM
    }

    /** What a guest's receipt brings: a key that opens the order, and one that takes it into an account. */
    public record Guests(String view, String claim) {
        public static Guests random() {
            return new Guests(OrderKeys.random(), OrderKeys.random());
        }
    }

    /** A new key that opens the order; this is the only time that it can be read. */
    Mono<String> issue(UUID order) {
        var key = random();
        return database.sql(
                        "insert into order_key (hash, order_id, purpose, expires_at) values (:hash, :order, 'VIEW', :expires)")
                .bind("hash", hash(key))
                .bind("order", order)
                .bind("expires", expires(Purpose.VIEW))
                .then()
                .thenReturn(key);
    }

    /** As {@link #issue}, for a guest's receipt. */
    public Mono<Guests> issueForGuest(UUID order) {
        var keys = Guests.random();
        return bindTerms(database.sql("""
                        with paid as (
                          select id, learner, cast(:view as bytea) as view, cast(:claim as bytea) as claim from orders where id = :order)
                        """ + ISSUE)
                        .bind("order", order)
                        .bind("view", hash(keys.view()))
                        .bind("claim", hash(keys.claim())))
                .then()
                .thenReturn(keys);
    }

    GenericExecuteSpec bindTerms(GenericExecuteSpec issuing) {
        return issuing.bind("viewExpires", expires(Purpose.VIEW)).bind("claimExpires", expires(Purpose.CLAIM));
    }

    /** The order that a good key opens. */
    public Mono<UUID> order(String key, Purpose purpose) {
        return database.sql("""
                        select order_id from order_key where hash = :hash and purpose = :purpose and expires_at > :now and used_at is null
                        """)
                .bind("hash", hash(key))
                .bind("purpose", purpose.name())
                .bind("now", clock.instant())
                .mapValue(UUID.class)
                .one();
    }

    /** Whether a key opens that order, and was left in the browser that placed it. */
    Mono<Boolean> isOfBuyer(String key, UUID order) {
        return database.sql("""
                        select count(*) > 0 from order_key
                        where hash = :hash and order_id = :order and purpose = 'VIEW' and not mailed and expires_at > :now and used_at is null
                        """)
                .bind("hash", hash(key))
                .bind("order", order)
                .bind("now", clock.instant())
                .mapValue(Boolean.class)
                .one();
    }

    /** Those that were mailed are useless from now on: they went to somebody else. */
    public Mono<Void> endMailed(UUID order) {
        return database.sql(
                        "update order_key set used_at = :now where order_id = :order and mailed and used_at is null")
                .bind("now", clock.instant())
                .bind("order", order)
                .then();
    }

    /** Makes a key useless from now on; false if it was so already. */
    public Mono<Boolean> use(String key) {
        return database.sql("update order_key set used_at = :now where hash = :hash and used_at is null")
                .bind("hash", hash(key))
                .bind("now", clock.instant())
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1);
    }

    public static String random() {
        var bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private Instant expires(Purpose purpose) {
        return clock.instant()
                .plus(
                        switch (purpose) {
                            case VIEW -> terms.keys();
                            case CLAIM -> terms.claims();
                        });
    }

    public static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
