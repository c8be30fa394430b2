package market.tessera.provider.editing;

import java.time.Clock;
import java.util.UUID;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a provider's new offerings can begin with. */
@Repository
class Templates {
    static final int MOST = 50;
    private static final Role[] WRITERS = {Role.AUTHOR, Role.ADMINISTRATOR};

    private final DatabaseClient database;
    private final Clock clock;

    Templates(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    record Template(UUID id, UUID provider, String providerName, String name) {}

    /** Of all providers one writes for, by name. */
    Flux<Template> all(ProviderScope scope) {
        return database.sql("""
                        select t.id, t.provider, p.name as provider_name, t.name from offering_template t join provider p on p.id = t.provider
                        where t.provider = any(:providers) order by p.name, lower(t.name), t.id
                        """)
                .bind("providers", scope.providers(WRITERS))
                .map(row -> new Template(
                        Columns.required(row, "id", UUID.class),
                        Columns.required(row, "provider", UUID.class),
                        Columns.required(row, "provider_name", String.class),
                        Columns.required(row, "name", String.class)))
                .all();
    }

    /** What it says; empty if there is no such template for the provider. */
    Mono<Elements> find(ProviderScope scope, UUID provider, UUID template) {
        return database.sql("""
                        select elements from offering_template where id = :id and provider = :provider and provider = any(:providers)
                        """)
                .bind("id", template)
                .bind("provider", provider)
                .bind("providers", scope.providers(WRITERS))
                .map(row -> Columns.json(row, "elements", Elements.class))
                .one();
    }

    /** In place of the one of that name, if there is one; false if there are {@value #MOST} others. */
    Mono<Boolean> put(ProviderScope scope, UUID provider, String name, Elements elements) {
        return database.sql("""
                        insert into offering_template (id, provider, name, elements, made_by, made_at)
                        select :id, :provider, :name, :elements::jsonb, :by, :now
                        where (select count(*) from offering_template where provider = :provider and lower(name) <> lower(:name)) < :most
                        on conflict (provider, lower(name)) do update set
                          name = excluded.name, elements = excluded.elements, made_by = excluded.made_by, made_at = excluded.made_at
                        """)
                .bind("id", UUID.randomUUID())
                .bind("provider", provider)
                .bind("name", name)
                .bind("elements", CatalogueFormat.JSON.writeValueAsString(elements))
                .bind("by", scope.actor().name())
                .bind("now", clock.instant())
                .bind("most", MOST)
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1);
    }

    Mono<Void> remove(ProviderScope scope, UUID template) {
        return database.sql("delete from offering_template where id = :id and provider = any(:providers)")
                .bind("id", template)
                .bind("providers", scope.providers(WRITERS))
                .then();
    }

    /** The same under another title. */
    static Elements titled(Elements elements, String title) {
        return elements.with("title", title);
    }
}
