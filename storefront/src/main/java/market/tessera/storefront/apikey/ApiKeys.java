package market.tessera.storefront.apikey;

import java.time.Clock;
import java.util.UUID;
import market.tessera.platform.identity.Token;
import market.tessera.storefront.apikey.KeyRequest.Issued;
import market.tessera.storefront.apikey.KeyRequest.TooMany;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The keys of all accounts. */
@Repository
public class ApiKeys {
    public static final int MOST = 5;
    private static final String PREFIX = "tsa_";
    private static final int SHOWN = 8;
    private static final String COLUMNS = "id, name, beginning, created_at, used_at";

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final Clock clock;

    ApiKeys(DatabaseClient database, TransactionalOperator transaction, Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The oldest first. */
    public Flux<ApiKey> of(UUID account) {
        return database.sql(
                        "select %s from api_key where account = :account order by created_at, id".formatted(COLUMNS))
                .bind("account", account)
                .mapProperties(ApiKey.class)
                .all();
    }

    /** The id of the key with this secret, whose use is noted; empty if there is none, or none any more. */
    public Mono<UUID> use(String secret) {
        return database.sql("update api_key set used_at = :now where hash = :hash returning id")
                .bind("now", clock.instant())
                .bind("hash", new Token(secret).hash())
                .mapValue(UUID.class)
                .one();
    }

    /** Requests of one account wait for each other, so that no two take the last place. */
    public Mono<KeyRequest> issue(UUID account, String name) {
        return database.sql("select id from account where id = :account for update")
                .bind("account", account)
                .mapValue(UUID.class)
                .one()
                .flatMap(owner -> insert(owner, name, PREFIX + Token.random().text()))
                .defaultIfEmpty(new TooMany())
                .as(transaction::transactional);
    }

    private Mono<KeyRequest> insert(UUID account, String name, String secret) {
        return database.sql("""
                        insert into api_key (id, account, name, beginning, hash, created_at)
                        select :id, :account, :name, :beginning, :hash, :now
                        where (select count(*) from api_key where account = :account) < :most
                        returning %s
                        """.formatted(COLUMNS))
                .bind("id", UUID.randomUUID())
                .bind("account", account)
                .bind("name", name)
                .bind("beginning", secret.substring(0, SHOWN))
                .bind("hash", new Token(secret).hash())
                .bind("now", clock.instant())
                .bind("most", MOST)
                .mapProperties(ApiKey.class)
                .one()
                .map(key -> new Issued(key, secret));
    }

    /** Returns whether the account had such a key. */
    public Mono<Boolean> revoke(UUID account, UUID key) {
        return database.sql("delete from api_key where id = :key and account = :account")
                .bind("key", key)
                .bind("account", account)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }
}
