package market.tessera.provider.staff;

import java.time.Clock;
import java.util.UUID;
import market.tessera.platform.identity.Person;
import market.tessera.provider.provider.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps what happened to accounts, sessions and keys. */
@Component
public class SecurityAudit {
    private final DatabaseClient database;
    private final Clock clock;

    SecurityAudit(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What can happen. */
    public enum Event {
        SIGNED_IN,
        SIGN_IN_REFUSED,
        SIGN_IN_THROTTLED,
        SIGNED_OUT,
        PASSWORD_CHANGED,
        PASSWORD_RESET,
        KEY_ISSUED,
        KEY_REVOKED,
        REVIEWS_CHANGED,
        INVITED,
        INVITATION_WITHDRAWN,
        JOINED,
        ROLES_CHANGED,
        REMOVED,
        SECOND_FACTOR_SET_UP,
        SECOND_FACTOR_REFUSED,
        SECOND_FACTOR_REMOVED,
        SECOND_FACTOR_RESET,
        RECOVERY_CODES_RENEWED,
        WEBHOOK_ADDED,
        WEBHOOK_REMOVED,
        SINGLE_SIGN_ON_CHANGED,
        SINGLE_SIGN_ON_REFUSED,
        ABSENCE_PLANNED,
        ABSENCE_ENDED
    }

    public Mono<Void> record(Event event, @Nullable UUID staff, String email, @Nullable String address) {
        var insert = database.sql(
                        "insert into security_audit (at, event, staff, email, address) values (:at, :event, :staff, :email, :address)")
                .bind("at", clock.instant())
                .bind("event", event.name())
                .bind("email", email);
        insert = staff == null ? insert.bindNull("staff", UUID.class) : insert.bind("staff", staff);
        insert = address == null ? insert.bindNull("address", String.class) : insert.bind("address", address);
        return insert.then();
    }

    /** What somebody unknown tried at a provider. */
    public Mono<Void> attempted(Event event, UUID provider, String about, String address) {
        return database.sql("""
                        insert into security_audit (at, event, email, address, provider, about)
                        values (:at, :event, '', :address, :provider, :about)
                        """)
                .bind("at", clock.instant())
                .bind("event", event.name())
                .bind("address", address)
                .bind("provider", provider)
                .bind("about", about)
                .then();
    }

    /** What a person did about something of a provider, or of the marketplace where that is null. */
    public Mono<Void> record(Event event, Person person, @Nullable UUID provider, String about) {
        return record(event, person.id(), person.email(), provider, about);
    }

    /** As {@link #record(Event, Person, UUID, String)}, of somebody who has no session yet. */
    public Mono<Void> record(Event event, UUID staff, String email, @Nullable UUID provider, String about) {
        return database.sql("""
                        insert into security_audit (at, event, staff, email, provider, about)
                        values (:at, :event, :staff, :email, :provider, :about)
                        """)
                .bind("at", clock.instant())
                .bind("event", event.name())
                .bind("staff", staff)
                .bind("email", email)
                .bind("provider", Columns.orNull(provider, UUID.class))
                .bind("about", about)
                .then();
    }
}
