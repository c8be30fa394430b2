package market.tessera.checkout.wallet;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import market.tessera.platform.identity.Token;
import market.tessera.platform.work.Recurring;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Offers of badges to wallets, and what wallets are given on the way to one. Everything ends within minutes. */
@Repository
class WalletOffers {
    static final Duration OFFERED = Duration.ofMinutes(10);
    static final Duration GRANTED = Duration.ofMinutes(5);
    /** After so many wrong transaction codes an offer is over: six digits are not to be guessed. */
    private static final int MOST_WRONG = 5;

    private final DatabaseClient database;
    private final Clock clock;

    WalletOffers(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Replaces the offers of that badge that were made before. */
    @Transactional
    public Mono<Void> make(UUID badge, Token code, String txCode) {
        return database.sql("delete from wallet_offer where badge = :badge")
                .bind("badge", badge)
                .then()
                .then(database.sql("""
                                insert into wallet_offer (hash, badge, tx_hash, expires_at) values (:hash, :badge, :tx, :expires)
                                """)
                        .bind("hash", code.hash())
                        .bind("badge", badge)
                        .bind("tx", typed(code, txCode).hash())
                        .bind("expires", clock.instant().plus(OFFERED))
                        .then());
    }

    Mono<Boolean> isOpen(Token code) {
        return database.sql("""
                        select exists (select from wallet_offer
                          where hash = :hash and expires_at > :now and used_at is null and wrong < :most)
                        """)
                .bind("hash", code.hash())
                .bind("now", clock.instant())
                .bind("most", MOST_WRONG)
                .mapValue(Boolean.class)
                .one();
    }

    /**
     * Takes the code, which nobody else can then, and emits the badge's id; a wrong transaction code is counted. One statement does both, so
     * that those who ask at the same moment wait for each other and no more than a few are looked at.
     */
    Mono<UUID> take(Token code, String txCode) {
        return database.sql("""
                        update wallet_offer set used_at = case when tx_hash = :tx then cast(:now as timestamptz) end,
                          wrong = wrong + case when tx_hash = :tx then 0 else 1 end
                        where hash = :hash and expires_at > :now and used_at is null and wrong < :most
                        returning case when used_at is not null then badge end as badge
                        """)
                .bind("now", clock.instant())
                .bind("hash", code.hash())
                .bind("tx", typed(code, txCode).hash())
                .bind("most", MOST_WRONG)
                .map(row -> Optional.ofNullable(row.get("badge", UUID.class)))
                .one()
                .flatMap(Mono::justOrEmpty);
    }

    /** A token for that badge. */
    Mono<Token> grant(UUID badge) {
        var token = Token.random();
        return database.sql("insert into wallet_token (hash, badge, expires_at) values (:hash, :badge, :expires)")
                .bind("hash", token.hash())
                .bind("badge", badge)
                .bind("expires", clock.instant().plus(GRANTED))
                .then()
                .thenReturn(token);
    }

    Mono<UUID> granted(Token token) {
        return database.sql("select badge from wallet_token where hash = :hash and expires_at > :now")
                .bind("hash", token.hash())
                .bind("now", clock.instant())
                .mapValue(UUID.class)
                .one();
    }

    Mono<Token> nonce() {
        var nonce = Token.random();
        return database.sql("insert into wallet_nonce (hash, expires_at) values (:hash, :expires)")
                .bind("hash", nonce.hash())
                .bind("expires", clock.instant().plus(GRANTED))
                .then()
                .thenReturn(nonce);
    }

    /** True once for each that was handed out. */
    Mono<Boolean> use(Token nonce) {
        return database.sql("delete from wallet_nonce where hash = :hash and expires_at > :now")
                .bind("hash", nonce.hash())
                .bind("now", clock.instant())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** The two codes in one: a hash of six digits alone would be no secret. */
    private static Token typed(Token code, String txCode) {
        return new Token(code.text() + "/" + txCode);
    }

    Mono<Void> forget() {
        return database.sql("""
                        with offers as (delete from wallet_offer where expires_at < :now),
                          tokens as (delete from wallet_token where expires_at < :now)
                        delete from wallet_nonce where expires_at < :now
                        """).bind("now", clock.instant()).then();
    }

    @Configuration(proxyBeanMethods = false)
    static class Clearing {
        @Bean
        Recurring forgetWalletOffers(WalletOffers offers) {
            return Recurring.every("Clearing offers to wallets", Duration.ofMinutes(30), offers::forget);
        }
    }
}
