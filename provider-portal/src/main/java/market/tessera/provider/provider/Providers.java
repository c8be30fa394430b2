package market.tessera.provider.provider;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import market.tessera.provider.provider.Provider.Verification;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The institutions known to this marketplace. Every change is told to the catalog log in the same transaction. */
@Component
public class Providers {
    private final DatabaseClient database;
    private final ProviderLog log;
    private final Slugs slugs;

    Providers(DatabaseClient database, ProviderLog log, Slugs slugs) {
        this.database = database;
        this.log = log;
        this.slugs = slugs;
    }

    public Mono<Provider> find(UUID id) {
        return database.sql("select * from provider where id = :id")
                .bind("id", id)
                .map(Providers::provider)
                .one();
    }

    public Mono<Provider> findBySlug(String slug) {
        return database.sql("select * from provider where slug = :slug")
                .bind("slug", slug)
                .map(Providers::provider)
                .one();
    }

    /** By name. */
    public Flux<Provider> all() {
        return database.sql("select * from provider order by name, id")
                .map(Providers::provider)
                .all();
    }

    /** A new provider, not verified. */
    @Transactional
    public Mono<Provider> register(ProviderProfile profile) {
        var id = UUID.randomUUID();
        return slugs.choose("provider", List.of(Slugs.Wish.of(Slugs.from(profile.name()), id.toString())))
                .flatMap(slug -> database.sql(
                                "insert into provider (id, slug, profile) values (:id, :slug, :profile::jsonb)")
                        .bind("id", id)
                        .bind("slug", slug.getFirst())
                        .bind("profile", CatalogueFormat.JSON.writeValueAsString(profile))
                        .then())
                .then(log.announce(List.of(id)))
                .then(Mono.defer(() -> find(id)));
    }

    @Transactional
    public Mono<Provider> describe(UUID id, ProviderProfile profile) {
        return database.sql("update provider set profile = :profile::jsonb where id = :id")
                .bind("id", id)
                .bind("profile", CatalogueFormat.JSON.writeValueAsString(profile))
                .fetch()
                .rowsUpdated()
                .then(log.announce(List.of(id)))
                .then(Mono.defer(() -> find(id)));
    }

    /** What a provider says of itself, before and after. */
    public record Described(Provider was, Provider is) {}

    /** As {@link #describe}, from what it says now, which nobody else changes meanwhile. */
    @Transactional
    public Mono<Described> describe(UUID id, UnaryOperator<ProviderProfile> change) {
        return database.sql("select * from provider where id = :id for no key update")
                .bind("id", id)
                .map(Providers::provider)
                .one()
                .flatMap(was -> describe(id, change.apply(was.profile())).map(is -> new Described(was, is)));
    }

    /** Shows itself in another way on its own page; its logo stays, which {@link #mark} changes. */
    @Transactional
    public Mono<Void> show(UUID id, Shopfront shopfront) {
        return database.sql("""
                        update provider set shopfront = :shopfront::jsonb || jsonb_strip_nulls(jsonb_build_object('logo', shopfront -> 'logo'))
                        where id = :id
                        """)
                .bind("id", id)
                .bind("shopfront", CatalogueFormat.JSON.writeValueAsString(shopfront))
                .then()
                .then(log.announce(List.of(id)));
    }

    /** @param logo address of a file of the provider; null for its tile again */
    @Transactional
    public Mono<Void> mark(UUID id, @Nullable String logo) {
        return database.sql("""
                        update provider set shopfront = shopfront - 'logo' || jsonb_strip_nulls(jsonb_build_object('logo', :logo::text))
                        where id = :id
                        """)
                .bind("id", id)
                .bind("logo", Columns.orNull(logo, String.class))
                .then()
                .then(log.announce(List.of(id)));
    }

    /** Whether what the provider's own files change is reviewed from now on before it is published. */
    public Mono<Void> proposeImports(UUID id, boolean propose) {
        return database.sql("update provider set imports = :imports where id = :id")
                .bind("id", id)
                .bind("imports", propose ? "propose" : "publish")
                .then();
    }

    /** @param months between two looks at all that is public; null for none */
    public Mono<Void> reviewEvery(UUID id, @Nullable Integer months) {
        return database.sql("update provider set review_months = :months where id = :id")
                .bind("months", Columns.orNull(months, Integer.class))
                .bind("id", id)
                .then();
    }

    /** Records that the operator vouches for the provider. What it lists becomes public by {@code offering.ProviderStanding} only. */
    @Transactional
    public Mono<Void> verify(UUID id, String evidence) {
        return database.sql("""
                        update provider set verified_at = now(), evidence = :evidence, verified_as = identity_of(profile) where id = :id
                        """)
                .bind("id", id)
                .bind("evidence", evidence)
                .then()
                .then(log.announce(List.of(id)));
    }

    @Transactional
    public Mono<Void> withdrawVerification(UUID id) {
        return database.sql(
                        "update provider set verified_at = null, evidence = null, verified_as = null where id = :id")
                .bind("id", id)
                .then()
                .then(log.announce(List.of(id)));
    }

    private static @Nullable PartOf partOf(Readable row) {
        var university = row.get("part_of", UUID.class);
        return university == null
                ? null
                : new PartOf(
                        university,
                        Columns.required(row, "part_of_slug", String.class),
                        row.get("part_of_confirmed_at", Instant.class) != null);
    }

    static Provider provider(Readable row) {
        var verifiedAt = row.get("verified_at", Instant.class);
        return new Provider(
                Columns.required(row, "id", UUID.class),
                Columns.required(row, "slug", String.class),
                Columns.json(row, "profile", ProviderProfile.class),
                Columns.json(row, "shopfront", Shopfront.class),
                verifiedAt == null
                        ? null
                        : new Verification(verifiedAt, Columns.required(row, "evidence", String.class)),
                partOf(row),
                Columns.required(row, "imports", String.class).equals("propose"),
                row.get("review_months", Integer.class));
    }
}
