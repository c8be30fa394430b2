package market.tessera.provider.staff;

import io.r2dbc.spi.Readable;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.provider.provider.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who works for which provider, or, where the provider is null, runs the marketplace. */
@Repository
public class Members {
    private final DatabaseClient database;

    Members(DatabaseClient database) {
        this.database = database;
    }

    /** A colleague. */
    public record Member(UUID id, String name) {}

    /**
     * A colleague with all that an administrator sees.
     *
     * @param roles empty for who runs the marketplace
     */
    public record Colleague(UUID id, String name, String email, Set<Role> roles, boolean secondFactor) {}

    /** A provider that one works for. */
    public record Employer(UUID id, String name) {}

    /** The providers of a scope, by name. */
    public Flux<Employer> employers(ProviderScope scope) {
        return database.sql("select id, name from provider where id = any(:providers) order by name, id")
                .bind("providers", scope.providers())
                .map(row -> new Employer(
                        Columns.required(row, "id", UUID.class), Columns.required(row, "name", String.class)))
                .all();
    }

    /** Everybody who has any of these roles at the provider, by name. */
    public Flux<Member> having(UUID provider, Role... any) {
        return database.sql("""
                        select distinct staff.id, staff.name from staff join membership on membership.staff = staff.id
                        where membership.provider = :provider and membership.role = any(:roles)
                        order by staff.name, staff.id
                        """)
                .bind("provider", provider)
                .bind("roles", keys(Arrays.asList(any)))
                .map(row -> new Member(
                        Columns.required(row, "id", UUID.class), Columns.required(row, "name", String.class)))
                .all();
    }

    /** Everybody, by name. */
    public Flux<Colleague> team(@Nullable UUID provider) {
        return database.sql("""
                        select s.id, s.name, s.email, s.second_factor, array_remove(array_agg(m.role), null) as roles
                        from staff s left join membership m on m.staff = s.id and m.provider = :provider
                        where m.provider is not null or (:provider::uuid is null and s.operator)
                        group by s.id order by s.name, s.id
                        """)
                .bind("provider", Columns.orNull(provider, UUID.class))
                .map(Members::colleague)
                .all();
    }

    /** Whether somebody with this address is among them. */
    public Mono<Boolean> works(@Nullable UUID provider, String email) {
        return team(provider).any(colleague -> colleague.email().equals(email));
    }

    public Mono<Boolean> anyOperator() {
        return team(null).hasElements();
    }

    /** Adds roles to those that somebody has. */
    public Mono<Void> join(UUID staff, @Nullable UUID provider, Collection<Role> roles) {
        return provider == null
                ? operator(staff, true)
                : database.sql("""
                                insert into membership (staff, provider, role) select :staff, :provider, unnest(:roles::text[])
                                on conflict do nothing
                                """)
                        .bind("staff", staff)
                        .bind("provider", provider)
                        .bind("roles", keys(roles))
                        .then();
    }

    /** Nobody else changes who belongs here until the transaction ends. */
    public Mono<Void> lock(@Nullable UUID provider) {
        return database.sql("select pg_advisory_xact_lock(hashtextextended('team ' || :team, 0))")
                .bind("team", String.valueOf(provider))
                .then();
    }

    /** Takes all roles from somebody, at once and in every session. */
    public Mono<Void> leave(UUID staff, @Nullable UUID provider) {
        return provider == null
                ? operator(staff, false)
                : database.sql("delete from membership where staff = :staff and provider = :provider")
                        .bind("staff", staff)
                        .bind("provider", provider)
                        .then();
    }

    private Mono<Void> operator(UUID staff, boolean operator) {
        return database.sql("update staff set operator = :operator, version = version + 1 where id = :staff")
                .bind("operator", operator)
                .bind("staff", staff)
                .then();
    }

    private static Colleague colleague(Readable row) {
        return new Colleague(
                Columns.required(row, "id", UUID.class),
                Columns.required(row, "name", String.class),
                Columns.required(row, "email", String.class),
                Arrays.stream(Columns.required(row, "roles", String[].class))
                        .map(Role::of)
                        .collect(Collectors.toUnmodifiableSet()),
                Columns.required(row, "second_factor", Boolean.class));
    }

    private static String[] keys(Collection<Role> roles) {
        return roles.stream().map(Role::key).toArray(String[]::new);
    }
}
