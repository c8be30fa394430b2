package market.tessera.storefront.account;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The lasting record of what happened to accounts. */
@Component
public class SecurityAudit {
    private final DatabaseClient database;
    private final Clock clock;

    SecurityAudit(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What is worth remembering. The names are stored: add, never rename. */
    public enum Event {
        ACCOUNT_OPENED,
        ACCOUNT_CLOSED,
        SIGNED_IN,
        SIGN_IN_REFUSED,
        SIGN_IN_THROTTLED,
        MAIL_THROTTLED,
        SIGNED_OUT,
        SESSION_ENDED,
        REFRESH_TOKEN_REUSED,
        RESET_REQUESTED,
        PASSWORD_RESET,
        PASSWORD_CHANGED,
        EMAIL_CHANGED,
        DATA_EXPORTED,
        API_KEY_CREATED,
        API_KEY_REVOKED
    }

    /** A line of an account's history. */
    public record Entry(Instant at, Event event, String address, String device) {}

    public Mono<Void> record(Event event, @Nullable UUID account, Visitor visitor) {
        return database.sql("""
                        insert into security_event (at, event, account, address, device)
                        values (:at, :event, :account, :address, :device)
                        """)
                .bindProperties(new Row(clock.instant(), event.name(), account, visitor.network(), visitor.device()))
                .then();
    }

    private record Row(Instant at, String event, @Nullable UUID account, String address, String device) {}

    /** The newest first. */
    public Flux<Entry> of(UUID account, int atMost) {
        return database.sql("""
                        select at, event, address, device from security_event
                        where account = :account order by at desc, id desc limit :atMost
                        """)
                .bind("account", account)
                .bind("atMost", atMost)
                .mapProperties(Entry.class)
                .all();
    }
}
