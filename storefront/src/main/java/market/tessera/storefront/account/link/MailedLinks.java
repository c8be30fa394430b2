package market.tessera.storefront.account.link;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import market.tessera.platform.identity.Token;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The links that were mailed and not followed yet. A link works once, for its purpose, until it expires. */
@Repository
public class MailedLinks {
    private final DatabaseClient database;
    private final Clock clock;

    MailedLinks(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    public enum Purpose {
        CONFIRM,
        RESET,
        CHANGE;

        private String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The token for the link's address; it is not kept. */
    public Mono<Token> issue(Purpose purpose, MailedLink link, Duration life) {
        var token = Token.random();
        return database.sql("""
                        insert into mailed_link (token_hash, purpose, email, name, account, go_on, expires_at)
                        values (:hash, :purpose, :email, :name, :account, :goOn, :expires)
                        """)
                .bind("hash", token.hash())
                .bind("purpose", purpose.code())
                .bindProperties(link)
                .bind("expires", clock.instant().plus(life))
                .then()
                .thenReturn(token);
    }

    /** Looks without following. */
    public Mono<MailedLink> find(Purpose purpose, Token token) {
        return one("""
                select email, name, account, go_on from mailed_link
                where token_hash = :hash and purpose = :purpose and expires_at > :now
                """, purpose, token);
    }

    /**
     * Follows the link, which voids it and all others that were mailed to the same address for the same purpose. Of several who follow such
     * links at once, one gets through: they are locked in one order.
     */
    public Mono<MailedLink> follow(Purpose purpose, Token token) {
        return one("""
                with rivals as materialized (
                  select token_hash from mailed_link
                  where purpose = :purpose and email = (
                    select email from mailed_link where token_hash = :hash and purpose = :purpose and expires_at > :now)
                  order by token_hash for update),
                followed as (
                  delete from mailed_link where token_hash in (select token_hash from rivals)
                  returning token_hash, email, name, account, go_on)
                select email, name, account, go_on from followed where token_hash = :hash
                """, purpose, token);
    }

    /** Takes back every link that could change the account. */
    public Mono<Void> withdrawAll(UUID account) {
        return database.sql("delete from mailed_link where account = :account")
                .bind("account", account)
                .then();
    }

    private Mono<MailedLink> one(String sql, Purpose purpose, Token token) {
        return database.sql(sql)
                .bind("hash", token.hash())
                .bind("purpose", purpose.code())
                .bind("now", clock.instant())
                .mapProperties(MailedLink.class)
                .one();
    }
}
