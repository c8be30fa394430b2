package market.tessera.provider.staff;

import java.util.Arrays;
import java.util.UUID;
import market.tessera.provider.provider.Columns;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** Who works for which provider. */
@Repository
public class Members {
    private final DatabaseClient database;

    Members(DatabaseClient database) {
        this.database = database;
    }

    /** A colleague. */
    public record Member(UUID id, String name) {}

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
                .bind("roles", Arrays.stream(any).map(Role::key).toArray(String[]::new))
                .map(row -> new Member(
                        Columns.required(row, "id", UUID.class), Columns.required(row, "name", String.class)))
                .all();
    }
}
