package market.tessera.provider.team;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.platform.identity.Token;
import market.tessera.platform.mail.EmailAddress;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.staff.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The invitations that were sent. A link works once, until it expires, is withdrawn or replaced by another. */
@Repository
class Invitations {
    static final Duration LIFE = Duration.ofDays(7);
    private static final String FIND =
            "select i.*, p.name as provider_name from invitation i left join provider p on p.id = i.provider ";
    private static final String OPEN = "accepted_at is null and withdrawn_at is null";

    private final DatabaseClient database;
    private final Clock clock;

    Invitations(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The link's token, which is not kept. An open invitation to the same address is replaced. */
    Mono<Token> issue(@Nullable UUID provider, EmailAddress email, Collection<Role> roles, String invitedBy) {
        var token = Token.random();
        return database.sql("""
                        insert into invitation (id, provider, email, roles, token_hash, invited_by, sent_at, expires_at)
                        values (:id, :provider, :email, :roles, :hash, :by, :now, :expires)
                        on conflict (provider, email) where accepted_at is null and withdrawn_at is null do update set
                          roles = excluded.roles, token_hash = excluded.token_hash, invited_by = excluded.invited_by,
                          sent_at = excluded.sent_at, expires_at = excluded.expires_at
                        """)
                .bind("id", UUID.randomUUID())
                .bind("provider", Columns.orNull(provider, UUID.class))
                .bind("email", email.text())
                .bind("roles", roles.stream().map(Role::key).sorted().toArray(String[]::new))
                .bind("hash", token.hash())
                .bind("by", invitedBy)
                .bind("now", clock.instant())
                .bind("expires", clock.instant().plus(LIFE))
                .then()
                .thenReturn(token);
    }

    /** As {@link #issue}, unless somebody is invited to run the marketplace already. */
    Mono<Token> issueFirst(EmailAddress email, String invitedBy) {
        return database.sql("select 1 from invitation where provider is null and " + OPEN + " and expires_at > :now")
                .bind("now", clock.instant())
                .fetch()
                .first()
                .map(_ -> false)
                .defaultIfEmpty(true)
                .filter(none -> none)
                .flatMap(_ -> issue(null, email, Set.of(), invitedBy));
    }

    /** Those that were neither accepted nor withdrawn, the latest first. */
    Flux<Invitation> open(@Nullable UUID provider) {
        return database.sql(FIND + "where i.provider is not distinct from :provider and " + OPEN
                        + " order by i.sent_at desc, i.id limit 200")
                .bind("provider", Columns.orNull(provider, UUID.class))
                .map(Invitations::invitation)
                .all();
    }

    Mono<Invitation> find(@Nullable UUID provider, UUID id) {
        return database.sql(FIND + "where i.id = :id and i.provider is not distinct from :provider and " + OPEN)
                .bind("id", id)
                .bind("provider", Columns.orNull(provider, UUID.class))
                .map(Invitations::invitation)
                .one();
    }

    /** Looks without accepting. */
    Mono<Invitation> find(Token token) {
        return database.sql(FIND + "where i.token_hash = :hash and i.expires_at > :now and " + OPEN)
                .bind("hash", token.hash())
                .bind("now", clock.instant())
                .map(Invitations::invitation)
                .one();
    }

    /** Uses the link up; false if it works no more. Of several who try at once, one gets through. */
    Mono<Boolean> accept(Token token) {
        return database.sql(
                        "update invitation set accepted_at = :now where token_hash = :hash and expires_at > :now and "
                                + OPEN)
                .bind("hash", token.hash())
                .bind("now", clock.instant())
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1);
    }

    Mono<Boolean> withdraw(@Nullable UUID provider, UUID id) {
        return database.sql("update invitation set withdrawn_at = :now"
                        + " where id = :id and provider is not distinct from :provider and " + OPEN)
                .bind("id", id)
                .bind("provider", Columns.orNull(provider, UUID.class))
                .bind("now", clock.instant())
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1);
    }

    private static Invitation invitation(Readable row) {
        return new Invitation(
                Columns.required(row, "id", UUID.class),
                row.get("provider", UUID.class),
                row.get("provider_name", String.class),
                Columns.required(row, "email", String.class),
                Arrays.stream(Columns.required(row, "roles", String[].class))
                        .map(Role::of)
                        .collect(Collectors.toUnmodifiableSet()),
                Columns.required(row, "invited_by", String.class),
                Columns.required(row, "sent_at", Instant.class),
                Columns.required(row, "expires_at", Instant.class));
    }
}
