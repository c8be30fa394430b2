package market.tessera.checkout.issuer;

import io.r2dbc.spi.Readable;
import java.net.URI;
import java.util.Objects;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
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
     * The provider as issuer, with its present name and address.
     *
     * @param provider as {@code offering.published} describes it
     */
    public Mono<Issuer> of(JsonNode provider) {
        var slug = provider.path("slug").asString();
        return database.sql("""
                        insert into badge_issuer (provider, slug, name, url, hue) values (:provider, :slug, :name, :url, :hue)
                        on conflict (provider) do update set name = excluded.name, url = excluded.url, hue = excluded.hue
                        where (badge_issuer.name, badge_issuer.url, badge_issuer.hue) is distinct from (excluded.name, excluded.url, excluded.hue)
                        returning provider, slug, name, url, hue
                        """)
                .bind("provider", UUID.fromString(provider.path("id").asString()))
                .bind("slug", slug)
                .bind("name", provider.path("name").asString())
                .bind("url", provider.path("url").asString(origin + "/institutions/" + slug))
                .bind("hue", provider.path("hue").asInt(DEFAULT_HUE))
                .map(this::issuer)
                .one()
                .switchIfEmpty(Mono.defer(
                        () -> find(UUID.fromString(provider.path("id").asString()))));
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
                Objects.requireNonNull(row.get("provider", UUID.class)),
                slug,
                text(row, "name"),
                URI.create(text(row, "url")),
                Objects.requireNonNull(row.get("hue", Integer.class)),
                URI.create(origin + "/badges/issuers/" + slug));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class), column);
    }
}
