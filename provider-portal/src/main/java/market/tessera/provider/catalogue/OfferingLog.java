package market.tessera.provider.catalogue;

import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import market.tessera.platform.eventlog.Event;
import market.tessera.platform.eventlog.EventLog;
import market.tessera.provider.catalogue.OfferingSnapshot.IntakeSnapshot;
import market.tessera.provider.catalogue.OfferingSnapshot.ProviderSummary;
import market.tessera.provider.catalogue.OfferingSnapshot.Source;
import market.tessera.provider.disclosure.Completeness;
import market.tessera.provider.offering.Cost;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.provider.ProviderProfile;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells the catalog log what offerings have become. To be called after every change, in its transaction; reads the state back from the tables,
 * so that what is told is what is there. Offerings of a provider that is not verified are not told, or told as withdrawn if they were before.
 */
@Component
public class OfferingLog {
    private static final TypeReference<List<Intake>> INTAKES = new TypeReference<>() {};
    private static final TypeReference<List<Cost>> COSTS = new TypeReference<>() {};

    private static final String INTAKES_OF = """
            coalesce((
              select jsonb_agg(jsonb_build_object('id', i.id, 'terms', jsonb_strip_nulls(jsonb_build_object(
                  'externalId', i.external_id, 'selfPaced', i.self_paced, 'starts', i.starts, 'ends', i.ends,
                  'closes', i.closes, 'seats', i.seats, 'waitlist', nullif(i.waitlist, false), 'mode', i.mode, 'place', i.place,
                  'timeZone', i.time_zone, 'price', i.price, 'teachers', nullif(to_jsonb(i.teachers), '[]')))) order by i.starts nulls first, i.id)
              from intake i where i.offering = %s.id and i.closed_at is null), '[]') as intakes
            """;
    private static final String PROFILE =
            "p.profile || jsonb_strip_nulls(jsonb_build_object('hue', p.shopfront -> 'hue')) as profile";

    private final DatabaseClient database;
    private final EventLog log;
    private final JsonMapper json;

    OfferingLog(DatabaseClient database, EventLog log, JsonMapper json) {
        this.database = database;
        this.log = log;
        this.json = json;
    }

    /**
     * Whether the provider is verified does not change until the transaction ends: what is told here is taken back by whoever suspends it. The
     * offerings are looked up once, apart: joined to their providers directly, all of them may be looked up again for each provider.
     */
    public Mono<Void> announce(Collection<UUID> offerings) {
        if (offerings.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        with named as materialized (select id, provider from offering where id = any(:ids)),
                        p as materialized (
                          select * from provider where id in (select provider from named) for share),
                        told as (
                          update offering o set log_version = o.log_version + 1, updated_at = now()
                          from named join p on p.id = named.provider
                          where o.id = named.id and o.status <> 'draft'
                            and (p.verified_at is not null or o.log_version > 0)
                          returning o.*, p.slug as provider_slug, p.verified_at is not null as verified,
                            %s)
                        select told.*, v.elements, v.provenance, v.completeness, v.comparable_in,
                          coalesce(v.elements -> 'costs', '[]') as costs,
                          %s
                        from told join offering_version v on v.offering = told.id and v.edition = told.edition
                        order by told.id
                        """.formatted(PROFILE, INTAKES_OF.formatted("told")))
                .bind("ids", offerings.toArray(UUID[]::new))
                .map(OfferingLog::event)
                .all()
                .collectList()
                .flatMap(log::append);
    }

    /**
     * What would be told if the offering's newest version, public or not, were published now by a verified institution. Tells nobody.
     *
     * @param completeness of that version
     * @return JSON, empty if there is no such offering
     */
    public Mono<String> asIfPublished(UUID offering, Completeness completeness) {
        return database.sql("""
                        select o.id, o.slug, o.provider, o.source, o.external_id, 'published' as status, true as verified,
                          p.slug as provider_slug, %s, s.elements, s.provenance, s.edition, s.updated_at,
                          coalesce(o.published_at, s.updated_at) as published_at,
                          :completeness::numeric as completeness, :comparableIn::text[] as comparable_in,
                          coalesce(s.elements -> 'costs', '[]') as costs, %s
                        from offering o join provider p on p.id = o.provider
                        cross join lateral (
                          select elements, provenance, now() as updated_at,
                            1 + coalesce((select max(v.edition) from offering_version v where v.offering = o.id), 0) as edition
                          from offering_draft where offering = o.id
                          union all
                          select elements, provenance, o.updated_at, edition from offering_version
                          where offering = o.id and edition = o.edition
                            and not exists (select from offering_draft where offering = o.id)) s
                        where o.id = :id
                        """.formatted(PROFILE, INTAKES_OF.formatted("o")))
                .bind("id", offering)
                .bind("completeness", completeness.share())
                .bind("comparableIn", completeness.comparableIn().toArray(String[]::new))
                .map(OfferingLog::snapshot)
                .one()
                .map(json::writeValueAsString);
    }

    private static Event event(Readable row) {
        var snapshot = snapshot(row);
        return new Event(
                "offering." + snapshot.status(),
                snapshot.id().toString(),
                Columns.required(row, "log_version", Long.class),
                snapshot);
    }

    private static OfferingSnapshot snapshot(Readable row) {
        var verified = Columns.required(row, "verified", Boolean.class);
        var price = Cost.total(Columns.json(row, "costs", COSTS)).orElse(null);
        return new OfferingSnapshot(
                Columns.required(row, "id", UUID.class),
                Columns.required(row, "slug", String.class),
                verified ? Columns.required(row, "status", String.class) : "withdrawn",
                Columns.required(row, "edition", Integer.class),
                ProviderSummary.of(
                        Columns.required(row, "provider", UUID.class),
                        Columns.required(row, "provider_slug", String.class),
                        Columns.json(row, "profile", ProviderProfile.class),
                        verified),
                Columns.text(row, "elements"),
                Columns.text(row, "provenance"),
                Columns.json(row, "intakes", INTAKES).stream()
                        .map(intake -> IntakeSnapshot.of(intake, price))
                        .toList(),
                Columns.required(row, "completeness", BigDecimal.class),
                List.of(Columns.required(row, "comparable_in", String[].class)),
                source(row),
                Columns.required(row, "published_at", Instant.class),
                Columns.required(row, "updated_at", Instant.class));
    }

    private static @Nullable Source source(Readable row) {
        var name = row.get("source", String.class);
        return name == null ? null : new Source(name, Columns.required(row, "external_id", String.class));
    }
}
