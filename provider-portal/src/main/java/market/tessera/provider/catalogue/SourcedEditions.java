package market.tessera.provider.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import market.tessera.platform.eventlog.EventLog;
import market.tessera.provider.disclosure.Disclosable.Facts;
import market.tessera.provider.disclosure.DisclosureProfiles;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.offering.Provenance;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.provider.Slugs;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** Offerings that a source brings, and their editions, as they are written: many with each statement. */
@Component
class SourcedEditions {
    private final DatabaseClient database;
    private final DisclosureProfiles profiles;
    private final Slugs slugs;
    private final EventLog log;

    SourcedEditions(DatabaseClient database, DisclosureProfiles profiles, Slugs slugs, EventLog log) {
        this.database = database;
        this.profiles = profiles;
        this.slugs = slugs;
        this.log = log;
    }

    /** @param slug and the runs only of an offering that is new */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Row(
            UUID id,
            UUID provider,
            @Nullable String slug,
            String externalId,
            String digest,
            Elements elements,
            Map<String, Provenance> provenance,
            BigDecimal completeness,
            List<String> comparableIn,
            @Nullable List<IntakeFeed.Run> runs) {}

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

    /**
     * New offerings that are public at once, with their first edition and their intakes, and told of, all of it by one statement: each row is written once,
     * and what is told is made of it where it is. As always the provider is locked after the offerings; nobody can have locked these.
     */
    Mono<Void> add(String source, String publishedBy, List<Brought> created) {
        if (created.isEmpty()) {
            return Mono.empty();
        }
        return slugs.choose(
                        "offering", created.stream().map(SourcedEditions::wish).toList())
                .map(names -> IntStream.range(0, names.size())
                        .mapToObj(at -> row(created.get(at), names.get(at)))
                        .toList())
                .flatMap(rows -> log.append(
                        """
                        with v as materialized (
                          select * from jsonb_to_recordset(:rows::jsonb) as given (
                            id uuid, provider uuid, slug text, external_id text, digest text, elements jsonb, provenance jsonb,
                            completeness numeric(3, 2), comparable_in text[], runs jsonb)),
                        p as materialized (%s where p.id in (select provider from v) order by p.id for share),
                        o as (
                          insert into offering (id, provider, slug, status, edition, log_version, source, external_id, digest, published_at)
                          select v.id, v.provider, v.slug, 'published', 1, case when p.verified then 1 else 0 end, :source, v.external_id,
                            decode(v.digest, 'hex'), now()
                          from v join p on p.id = v.provider
                          returning *),
                        editions as (
                          insert into offering_version (offering, edition, elements, provenance, completeness, comparable_in, published_by)
                          select id, 1, elements, provenance, completeness, comparable_in, :by from v),
                        added as (
                          insert into intake (offering, %s) select v.id, i.* from v cross join lateral %s),
                        told as (select %s from o join v on v.id = o.id join p on p.id = o.provider where p.verified)
                        """.formatted(
                                        ToldOffering.PROVIDER,
                                        IntakeFeed.COLUMNS,
                                        IntakeFeed.ROWS.formatted("v.runs"),
                                        ToldOffering.event(IntakeFeed.ROWS.formatted("v.runs"))),
                        told -> told.bind("rows", CatalogueFormat.JSON.writeValueAsString(rows))
                                .bind("source", source)
                                .bind("by", publishedBy)));
    }

    /** Files that were uploaded for an offering stay with the provider who keeps them, should another one offer it from now on. */
    Mono<Void> publish(String publishedBy, List<Brought> touched) {
        var rows = touched.stream().map(entry -> row(entry, null)).toList();
        return database.sql("""
                        with given as (
                          select g.id, g.provider, g.digest, g.provenance, g.completeness, g.comparable_in,
                            g.elements || case when o.provider = g.provider then files_of(v.elements) else '{}' end as elements
                          from jsonb_to_recordset(:rows::jsonb) as g (
                            id uuid, provider uuid, digest text, elements jsonb, provenance jsonb, completeness numeric, comparable_in text[])
                          join offering o on o.id = g.id
                          left join offering_version v on v.offering = o.id and v.edition = o.edition),
                        added as (
                          insert into offering_version
                            (offering, edition, elements, provenance, completeness, comparable_in, published_by)
                          select o.id, coalesce(o.edition, 0) + 1, g.elements, g.provenance, g.completeness, g.comparable_in, :by
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

    private Row row(Brought entry, @Nullable String slug) {
        var record = entry.record();
        var provider = record.provider().profile();
        var completeness = profiles.measure(
                new Facts(record.elements(), record.intakes(), provider.country(), provider.refund() != null));
        return new Row(
                entry.id(),
                record.provider().id(),
                slug,
                record.externalId(),
                record.digest(),
                record.elements().withoutFiles(),
                record.provenance(),
                completeness.share(),
                completeness.comparableIn(),
                slug == null ? null : IntakeFeed.runs(record.intakes()));
    }

    private static Slugs.Wish wish(Brought entry) {
        var record = entry.record();
        return Slugs.Wish.of(
                Slugs.join(
                        Slugs.from(record.elements().title()), record.provider().slug()),
                record.externalId());
    }
}
