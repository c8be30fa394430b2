package market.tessera.checkout.issuer;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.spi.Readable;
import java.net.URI;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Every provider that has ever issued a credential. */
@Repository
public class Issuers {
    private static final int DEFAULT_HUE = 180;
    private static final UUID MARKETPLACE = new UUID(0, 0);

    private final DatabaseClient database;
    private final String origin;

    Issuers(DatabaseClient database, @Value("${tessera.public-url}") String origin) {
        this.database = database;
        this.origin = origin;
    }

    public Mono<Issuer> find(UUID provider) {
        return database.sql("select provider, slug, name, url, hue from badge_issuer where provider = :provider")
                .bind("provider", provider)
                .map(this::issuer)
                .one();
    }

    Mono<Issuer> find(String slug) {
        return database.sql("select provider, slug, name, url, hue from badge_issuer where slug = :slug")
                .bind("slug", slug)
                .map(this::issuer)
                .one();
    }

    /**
     * Providers as issuers, with the names and addresses that they have there.
     *
     * @param providers as {@code offering.published} describes them, each once
     */
    public Mono<Map<UUID, Issuer>> of(Collection<JsonNode> providers) {
        var issuers = providers.stream()
                .map(this::described)
                .sorted(Comparator.comparing(Issuer::provider))
                .toList();
        return database.sql("""
                        insert into badge_issuer (provider, slug, name, url, hue)
                        select * from unnest(:providers::uuid[], :slugs::text[], :names::text[], :urls::text[], :hues::int[])
                        on conflict (provider) do update set name = excluded.name, url = excluded.url, hue = excluded.hue
                        where (badge_issuer.name, badge_issuer.url, badge_issuer.hue) is distinct from (excluded.name, excluded.url, excluded.hue)
                        """)
                .bind("providers", issuers.stream().map(Issuer::provider).toArray(UUID[]::new))
                .bind("slugs", issuers.stream().map(Issuer::slug).toArray(String[]::new))
                .bind("names", issuers.stream().map(Issuer::name).toArray(String[]::new))
                .bind(
                        "urls",
                        issuers.stream().map(issuer -> issuer.url().toString()).toArray(String[]::new))
                .bind("hues", issuers.stream().map(Issuer::hue).toArray(Integer[]::new))
                .then()
                .thenMany(findAll(issuers.stream().map(Issuer::provider).toList()))
                .collectMap(Issuer::provider);
    }

    private Flux<Issuer> findAll(Collection<UUID> providers) {
        return database.sql("select provider, slug, name, url, hue from badge_issuer where provider = any(:providers)")
                .bind("providers", providers.toArray(UUID[]::new))
                .map(this::issuer)
                .all();
    }

    private Issuer described(JsonNode provider) {
        var slug = provider.path("slug").asString();
        return new Issuer(
                UUID.fromString(provider.path("id").asString()),
                slug,
                provider.path("name").asString(),
                URI.create(provider.path("url").asString(origin + "/institutions/" + slug)),
                provider.path("hue").asInt(DEFAULT_HUE),
                home(slug));
    }

    private URI home(String slug) {
        return URI.create(origin + "/badges/issuers/" + slug);
    }

    /** A provider that the catalogue has told of, as issuer: also one that has not issued anything yet. */
    public Mono<Issuer> ofProvider(UUID provider) {
        return find(provider)
                .switchIfEmpty(Mono.defer(() -> database.sql("""
                        insert into badge_issuer (provider, slug, name, url, hue)
                        select id, slug, name, cast(:origin as text) || '/institutions/' || slug, hue from offer_provider where id = :provider
                        on conflict (provider) do nothing
                        """)
                        .bind("origin", origin)
                        .bind("provider", provider)
                        .then()
                        .then(find(provider))));
    }

    /** The marketplace itself, which vouches for what it puts together of many providers' credentials. No provider has a slug like its. */
    public Mono<Issuer> marketplace() {
        return find(MARKETPLACE)
                .switchIfEmpty(Mono.defer(() -> database.sql("""
                        insert into badge_issuer (provider, slug, name, url, hue) values (:id, '_marketplace', 'Tessera', :origin, :hue)
                        on conflict (provider) do nothing
                        """)
                        .bind("id", MARKETPLACE)
                        .bind("origin", origin)
                        .bind("hue", DEFAULT_HUE)
                        .then()
                        .then(find(MARKETPLACE))));
    }

    private Issuer issuer(Readable row) {
        var slug = text(row, "slug");
        return new Issuer(
                required(row, "provider", UUID.class),
                slug,
                text(row, "name"),
                URI.create(text(row, "url")),
                required(row, "hue", Integer.class),
                home(slug));
    }

    private static String text(Readable row, String column) {
        return required(row, column, String.class);
    }
}
