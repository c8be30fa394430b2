package market.tessera.provider.catalogue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import market.tessera.provider.disclosure.Disclosable.Facts;
import market.tessera.provider.disclosure.DisclosureProfiles;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.offering.Provenance;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.provider.Slugs;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Offerings that a source brings, and their editions, as they are written: many with each statement. */
@Component
class SourcedEditions {
    private final DatabaseClient database;
    private final DisclosureProfiles profiles;
    private final Slugs slugs;

    SourcedEditions(DatabaseClient database, DisclosureProfiles profiles, Slugs slugs) {
        this.database = database;
        this.profiles = profiles;
        this.slugs = slugs;
    }

    private record Row(
            UUID id,
            UUID provider,
            String digest,
            Elements elements,
            Map<String, Provenance> provenance,
            BigDecimal completeness,
            List<String> comparable) {}

    /** New offerings, which say nothing yet. */
    Mono<Void> open(String source, List<Brought> created) {
        if (created.isEmpty()) {
            return Mono.empty();
        }
        return slugs.choose(
                        "offering", created.stream().map(SourcedEditions::wish).toList())
                .flatMap(names -> database.sql("""
                                insert into offering (id, provider, slug, source, external_id)
                                select id, provider, slug, :source, external_id
                                from unnest(:ids, :providers, :slugs, :externalIds) as given (id, provider, slug, external_id)
                                """)
                        .bind("source", source)
                        .bind("ids", created.stream().map(Brought::id).toArray(UUID[]::new))
                        .bind(
                                "providers",
                                created.stream()
                                        .map(entry -> entry.record().provider().id())
                                        .toArray(UUID[]::new))
                        .bind("slugs", names.toArray(String[]::new))
                        .bind(
                                "externalIds",
                                created.stream()
                                        .map(entry -> entry.record().externalId())
                                        .toArray(String[]::new))
                        .then());
    }

    /** Files that were uploaded for an offering stay with the provider who keeps them, should another one offer it from now on. */
    Mono<Void> publish(String publishedBy, List<Brought> touched) {
        var rows = touched.stream().map(this::row).toList();
        return database.sql("""
                        with given as (
                          select g.id, g.provider, g.digest, g.provenance, g.completeness, g.comparable,
                            g.elements || case when o.provider = g.provider then files_of(v.elements) else '{}' end as elements
                          from json_to_recordset(:rows::json) as g (
                            id uuid, provider uuid, digest text, elements jsonb, provenance jsonb, completeness numeric, comparable text[])
                          join offering o on o.id = g.id
                          left join offering_version v on v.offering = o.id and v.edition = o.edition),
                        added as (
                          insert into offering_version
                            (offering, edition, elements, provenance, completeness, comparable_in, published_by)
                          select o.id, coalesce(o.edition, 0) + 1, g.elements, g.provenance, g.completeness, g.comparable, :by
                          from given g join offering o on o.id = g.id
                          left join offering_version v on v.offering = o.id and v.edition = o.edition
                          where v.offering is null or v.elements <> g.elements or v.provenance <> g.provenance
                          returning offering, edition),
                        bereft as (
                          update offering_draft d set elements = d.elements - 'image' - 'documents', revision = d.revision + 1
                          from given g join offering o on o.id = g.id
                          where d.offering = o.id and o.provider <> g.provider
                            and (d.elements -> 'image' is not null or d.elements -> 'documents' is not null))
                        update offering o set
                          status = 'published', provider = g.provider, digest = decode(g.digest, 'hex'),
                          edition = coalesce(a.edition, o.edition),
                          published_at = case when a.edition is null and o.status = 'published' then o.published_at else now() end
                        from given g left join added a on a.offering = g.id
                        where o.id = g.id
                        """)
                .bind("rows", CatalogueFormat.JSON.writeValueAsString(rows))
                .bind("by", publishedBy)
                .then();
    }

    private Row row(Brought entry) {
        var record = entry.record();
        var provider = record.provider().profile();
        var completeness = profiles.measure(
                new Facts(record.elements(), record.intakes(), provider.country(), provider.refund() != null));
        return new Row(
                entry.id(),
                record.provider().id(),
                record.digest(),
                record.elements().withoutFiles(),
                record.provenance(),
                completeness.share(),
                completeness.comparableIn());
    }

    private static Slugs.Wish wish(Brought entry) {
        var record = entry.record();
        return Slugs.Wish.of(
                Slugs.join(
                        Slugs.from(record.elements().title()), record.provider().slug()),
                record.externalId());
    }
}
