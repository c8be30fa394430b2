package market.tessera.storefront.account.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import market.tessera.platform.eventlog.Event;
import market.tessera.platform.eventlog.EventLog;
import market.tessera.platform.identity.Token;
import market.tessera.storefront.account.AccountProperties;
import market.tessera.storefront.account.Visitor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The signed-in browsers. */
@Repository
public class Sessions {
    /** How long the token before the last one still counts: another tab may have asked at the same moment. */
    private static final Duration OTHER_TAB = Duration.ofSeconds(60);

    private final DatabaseClient database;
    private final EventLog log;
    private final TransactionalOperator transaction;
    private final AccountProperties properties;
    private final Clock clock;

    Sessions(
            DatabaseClient database,
            EventLog log,
            TransactionalOperator transaction,
            AccountProperties properties,
            Clock clock) {
        this.database = database;
        this.log = log;
        this.transaction = transaction;
        this.properties = properties;
        this.clock = clock;
    }

    Mono<UUID> open(UUID account, Token refresh, Visitor visitor) {
        var id = UUID.randomUUID();
        var now = clock.instant();
        return database.sql("""
                        insert into session
                          (id, account, refresh_hash, rotated_at, device, address, created_at, used_at, expires_at)
                        values (:id, :account, :hash, :now, :device, :address, :now, :now, :expires)
                        """)
                .bind("id", id)
                .bind("account", account)
                .bind("hash", refresh.hash())
                .bind("now", now)
                .bind("device", visitor.device())
                .bind("address", visitor.network())
                .bind("expires", now.plus(properties.staySignedIn()))
                .then()
                .thenReturn(id);
    }

    /** Notes that the session is in use; the account, or empty if the session has ended. */
    Mono<UUID> touch(UUID id) {
        return account(
                database.sql("update session set used_at = :now where id = :id and expires_at > :now returning account")
                        .bind("id", id)
                        .bind("now", clock.instant()));
    }

    /** Gives the session its next refresh token if it has the current one; the account, or empty. */
    Mono<UUID> rotate(UUID id, Token current, Token next) {
        var now = clock.instant();
        return account(database.sql("""
                        update session set refresh_hash = :next, previous_hash = refresh_hash, rotated_at = :now, used_at = :now,
                          expires_at = least(:expires, created_at + :longest * interval '1 second')
                        where id = :id and refresh_hash = :current and expires_at > :now
                        returning account
                        """)
                .bind("id", id)
                .bind("current", current.hash())
                .bind("next", next.hash())
                .bind("now", now)
                .bind("expires", now.plus(properties.staySignedIn()))
                .bind("longest", properties.signInAgainAfter().toSeconds()));
    }

    /** The account if the token was the session's current one until a moment ago. */
    Mono<UUID> justRotated(UUID id, Token previous) {
        Instant now = clock.instant();
        return account(database.sql("""
                        select account from session
                        where id = :id and previous_hash = :previous and rotated_at > :moment and expires_at > :now
                        """)
                .bind("id", id)
                .bind("previous", previous.hash())
                .bind("moment", now.minus(OTHER_TAB))
                .bind("now", now));
    }

    /** Whether that is the session's refresh token. */
    Mono<Boolean> holds(UUID id, Token refresh) {
        return account(database.sql("select account from session where id = :id and refresh_hash = :hash")
                        .bind("id", id)
                        .bind("hash", refresh.hash()))
                .hasElement();
    }

    /** The account whose session this was; empty if it had ended before. */
    Mono<UUID> end(UUID id) {
        return ended(database.sql("delete from session where id = :id returning id, account")
                        .bind("id", id))
                .next();
    }

    /** As {@link #end(UUID)}, only if the session has not expired by itself. */
    Mono<UUID> endIfGood(UUID id) {
        return ended(database.sql("delete from session where id = :id and expires_at > :now returning id, account")
                        .bind("id", id)
                        .bind("now", clock.instant()))
                .next();
    }

    /** As {@link #end(UUID)}, only if the session is that account's. */
    public Mono<UUID> end(UUID id, UUID account) {
        return ended(database.sql("delete from session where id = :id and account = :account returning id, account")
                        .bind("id", id)
                        .bind("account", account))
                .next();
    }

    public Mono<Long> endAll(UUID account) {
        return ended(database.sql("delete from session where account = :account returning id, account")
                        .bind("account", account))
                .count();
    }

    public Mono<Long> endOthers(UUID account, UUID kept) {
        return ended(database.sql("delete from session where account = :account and id <> :kept returning id, account")
                        .bind("account", account)
                        .bind("kept", kept))
                .count();
    }

    /** The accounts, one for each session. The log is told in the same transaction, so that other applications' pages end, too. */
    private Flux<UUID> ended(DatabaseClient.GenericExecuteSpec deletion) {
        return deletion.mapProperties(Ended.class)
                .all()
                .collectList()
                .delayUntil(sessions -> log.append(sessions.stream()
                        .map(session -> new Event("session.ended", session.id().toString(), 1, session))
                        .toList()))
                .as(transaction::transactional)
                .flatMapIterable(sessions -> sessions)
                .map(Ended::account);
    }

    private record Ended(UUID id, UUID account) {}

    /** Those that are good, the one used last first. */
    public Flux<BrowserSession> of(UUID account) {
        return database.sql("""
                        select id, account, device, address, created_at, used_at from session
                        where account = :account and expires_at > :now order by used_at desc
                        """)
                .bind("account", account)
                .bind("now", clock.instant())
                .mapProperties(BrowserSession.class)
                .all();
    }

    private static Mono<UUID> account(DatabaseClient.GenericExecuteSpec query) {
        return query.mapValue(UUID.class).one();
    }
}
