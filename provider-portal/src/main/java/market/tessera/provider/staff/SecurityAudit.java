package market.tessera.provider.staff;

import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps what happened to accounts and sessions. */
@Component
class SecurityAudit {
    private final DatabaseClient database;
    private final Clock clock;

    SecurityAudit(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    enum Event {
        SIGNED_IN,
        SIGN_IN_REFUSED,
        SIGN_IN_THROTTLED,
        SIGNED_OUT,
        PASSWORD_CHANGED
    }

    Mono<Void> record(Event event, @Nullable UUID staff, String email, @Nullable String address) {
        var insert = database.sql(
                        "insert into security_audit (at, event, staff, email, address) values (:at, :event, :staff, :email, :address)")
                .bind("at", clock.instant())
                .bind("event", event.name())
                .bind("email", email);
        insert = staff == null ? insert.bindNull("staff", UUID.class) : insert.bind("staff", staff);
        insert = address == null ? insert.bindNull("address", String.class) : insert.bind("address", address);
        return insert.then();
    }
}
