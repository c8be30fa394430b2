package market.tessera.checkout.connected;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import market.tessera.platform.identity.Token;
import market.tessera.platform.work.Recurring;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What learners have allowed applications, and the codes and tokens that stand for it. */
@Repository
class AppGrants {
    static final Duration ACCESS = Duration.ofHours(1);
    private static final Duration CODE = Duration.ofMinutes(2);
    private static final Duration REFRESH = Duration.ofDays(90);

    private final DatabaseClient database;
    private final Clock clock;

    AppGrants(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param client by whom it is used */
    record Grant(UUID id, String client, UUID learner, Set<AppScope> scopes) {}

    /** An application as its learner sees it. */
    record Connection(UUID id, String name, Set<AppScope> scopes, Instant since) {}

    record Tokens(Token access, Optional<Token> refresh, Set<AppScope> scopes) {}

    /** The learner has agreed: what was agreed with that application before is replaced. */
    @Transactional
    public Mono<Token> agree(Grant grant, String redirectUri, String challenge) {
        var code = Token.random();
        return end("client = :client and learner = :learner")
                .bind("client", grant.client())
                .bind("learner", grant.learner())
                .then()
                .then(database.sql("""
                                insert into app_grant (id, client, learner, scopes, created_at)
                                values (:id, :client, :learner, :scopes, :now)
                                """)
                        .bind("id", grant.id())
                        .bind("client", grant.client())
                        .bind("learner", grant.learner())
                        .bind("scopes", AppScope.names(grant.scopes()))
                        .bind("now", clock.instant())
                        .then())
                .then(database.sql("""
                                insert into app_code (hash, app_grant, redirect_uri, challenge, expires_at)
                                values (:hash, :grant, :uri, :challenge, :expires)
                                """)
                        .bind("hash", code.hash())
                        .bind("grant", grant.id())
                        .bind("uri", redirectUri)
                        .bind("challenge", challenge)
                        .bind("expires", clock.instant().plus(CODE))
                        .then())
                .thenReturn(code);
    }

    /**
     * Nothing for a code that is not this application's, was used, is over, or whose verifier does not fit (RFC 7636). A code that comes a second time
     * was stolen, or the first one had stolen it: what was issued for it ends (RFC 6749, section 4.1.2).
     */
    @Transactional
    public Mono<Tokens> redeem(String client, Token code, String redirectUri, String verifier) {
        return database.sql("""
                        update app_code set used_at = :now from app_grant g
                        where hash = :hash and g.id = app_grant and g.client = :client and g.ended_at is null
                          and redirect_uri = :uri and challenge = :challenge and expires_at > :now and used_at is null
                        returning g.id, g.client, g.learner, g.scopes
                        """)
                .bind("now", clock.instant())
                .bind("hash", code.hash())
                .bind("client", client)
                .bind("uri", redirectUri)
                .bind("challenge", challenge(verifier))
                .map(AppGrants::grant)
                .one()
                .flatMap(this::issue)
                .switchIfEmpty(Mono.defer(() -> endUsed("app_code", client, code)));
    }

    /** Each refresh token is good once; one that comes a second time was stolen, or its successor was, and ends the grant. */
    @Transactional
    public Mono<Tokens> refresh(String client, Token token) {
        return database.sql("""
                        update app_token set used_at = :now from app_grant g
                        where hash = :hash and kind = 'REFRESH' and g.id = app_grant and g.client = :client and g.ended_at is null
                          and expires_at > :now and used_at is null
                        returning g.id, g.client, g.learner, g.scopes
                        """)
                .bind("now", clock.instant())
                .bind("hash", token.hash())
                .bind("client", client)
                .map(AppGrants::grant)
                .one()
                .flatMap(this::issue)
                .switchIfEmpty(Mono.defer(() -> endUsed("app_token", client, token)));
    }

    /** @param table of which the secret was used before */
    private <T> Mono<T> endUsed(String table, String client, Token secret) {
        return end("client = :client and id in (select app_grant from " + table
                        + " where hash = :hash and used_at is not null)")
                .bind("client", client)
                .bind("hash", secret.hash())
                .then()
                .then(Mono.empty());
    }

    /** What an access token allows just now. */
    Mono<Grant> granted(Token token) {
        return database.sql("""
                        select g.id, g.client, g.learner, g.scopes from app_token t join app_grant g on g.id = t.app_grant
                        where t.hash = :hash and t.kind = 'ACCESS' and t.expires_at > :now and g.ended_at is null
                        """)
                .bind("hash", token.hash())
                .bind("now", clock.instant())
                .map(AppGrants::grant)
                .one();
    }

    /** Of whichever kind the token is: the whole grant ends (RFC 7009). */
    Mono<Void> revoke(String client, Token token) {
        return end("client = :client and id in (select app_grant from app_token where hash = :hash)")
                .bind("client", client)
                .bind("hash", token.hash())
                .then();
    }

    Flux<Connection> of(UUID learner) {
        return database.sql("""
                        select g.id, c.name, g.scopes, g.created_at from app_grant g join app_client c on c.id = g.client
                        where g.learner = :learner and g.ended_at is null and exists (
                          select from app_token t where t.app_grant = g.id and t.expires_at > :now and t.used_at is null)
                        order by g.created_at desc, g.id
                        """)
                .bind("learner", learner)
                .bind("now", clock.instant())
                .map(row -> new Connection(
                        required(row, "id", UUID.class),
                        required(row, "name", String.class),
                        AppScope.of(required(row, "scopes", String[].class)),
                        required(row, "created_at", Instant.class)))
                .all();
    }

    /** False if the learner has allowed no such thing. */
    Mono<Boolean> endByLearner(UUID grant, UUID learner) {
        return end("id = :id and learner = :learner")
                .bind("id", grant)
                .bind("learner", learner)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** @param which of those that have not ended */
    private DatabaseClient.GenericExecuteSpec end(String which) {
        return database.sql("update app_grant set ended_at = :now where ended_at is null and " + which)
                .bind("now", clock.instant());
    }

    /** What is over, and is not needed any more to notice that it comes again. */
    Mono<Void> forget() {
        return database.sql("""
                        with tokens as (delete from app_token where expires_at < :now)
                        delete from app_code where expires_at < :before
                        """)
                .bind("now", clock.instant())
                .bind("before", clock.instant().minus(ACCESS))
                .then();
    }

    @Configuration(proxyBeanMethods = false)
    static class Clearing {
        @Bean
        Recurring forgetAppTokens(AppGrants grants) {
            return Recurring.every("Clearing tokens of applications", ACCESS, grants::forget);
        }
    }

    private Mono<Tokens> issue(Grant grant) {
        var access = Token.random();
        var refresh = Optional.of(Token.random()).filter(_ -> grant.scopes().contains(AppScope.OFFLINE));
        return add(grant, access, "ACCESS", ACCESS)
                .then(Mono.justOrEmpty(refresh).flatMap(token -> add(grant, token, "REFRESH", REFRESH)))
                .thenReturn(new Tokens(access, refresh, grant.scopes()));
    }

    private Mono<Void> add(Grant grant, Token token, String kind, Duration life) {
        return database.sql("""
                        insert into app_token (hash, app_grant, kind, expires_at) values (:hash, :grant, :kind, :expires)
                        """)
                .bind("hash", token.hash())
                .bind("grant", grant.id())
                .bind("kind", kind)
                .bind("expires", clock.instant().plus(life))
                .then();
    }

    private static String challenge(String verifier) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(new Token(verifier).hash());
    }

    private static Grant grant(Readable row) {
        return new Grant(
                required(row, "id", UUID.class),
                required(row, "client", String.class),
                required(row, "learner", UUID.class),
                AppScope.of(required(row, "scopes", String[].class)));
    }
}
