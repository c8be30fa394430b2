package market.tessera.provider.export;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import market.tessera.provider.ctdl.CtdlPathwayWriter.Part;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.offering.IntakeTerms;
import market.tessera.provider.offering.Provenance;
import market.tessera.provider.provider.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.node.ObjectNode;

/** Reads what goes out, row by row. */
@Component
class Exports {
    private static final TypeReference<Map<String, Provenance>> PROVENANCE = new TypeReference<>() {};
    private static final TypeReference<List<Part>> PARTS = new TypeReference<>() {};
    private static final TypeReference<List<IntakeTerms>> INTAKES = new TypeReference<>() {};

    private final DatabaseClient database;

    Exports(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Everything that is or was public of an institution, with its open intakes.
     *
     * @param source only what came from there; null for all
     */
    Flux<Listed> of(UUID provider, @Nullable String source) {
        return database.sql("""
                        select o.id, o.status, o.edition, o.source, o.external_id, v.elements, v.provenance,
                          (select min(s.external_id) from provider_source s where s.source = o.source and s.provider = o.provider) as called,
                          coalesce((
                            select jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                              'externalId', i.external_id, 'selfPaced', case when i.self_paced then true end, 'starts', i.starts, 'ends', i.ends,
                              'closes', i.closes, 'seats', i.seats, 'waitlist', case when i.waitlist then true end, 'mode', i.mode, 'place', i.place,
                              'timeZone', i.time_zone, 'price', i.price, 'teachers', nullif(to_jsonb(i.teachers), '[]')))
                              order by i.starts nulls first, i.external_id, i.id)
                            from intake i where i.offering = o.id and i.closed_at is null), '[]') as intakes
                        from offering o join offering_version v on v.offering = o.id and v.edition = o.edition
                        where o.provider = :provider and o.status <> 'draft' and (:source::text is null or o.source = :source)
                        order by o.created_at, o.id
                        """)
                .bind("provider", provider)
                .bind("source", Columns.orNull(source, String.class))
                .map(Exports::listed)
                .all();
    }

    /** As {@link #of}, its pathways. Parts of other institutions go by their own ids. */
    Flux<ListedPathway> pathways(UUID provider, @Nullable String source) {
        return database.sql("""
                        select p.id, p.status, p.edition, p.source, p.external_id, v.content - 'offerings' - 'pathways' as terms,
                          (select min(s.external_id) from provider_source s where s.source = p.source and s.provider = p.provider) as called,
                          array(select coalesce(o.external_id, part.id)
                            from jsonb_array_elements_text(v.content -> 'offerings') with ordinality as part (id, place)
                            left join offering o on o.id = part.id::uuid order by part.place) as offerings,
                          array(select coalesce(w.external_id, part.id)
                            from jsonb_array_elements_text(v.content -> 'pathways') with ordinality as part (id, place)
                            left join pathway w on w.id = part.id::uuid order by part.place) as pathways,
                          to_jsonb(array(select jsonb_build_object('id', part.id, 'pathway', false, 'title', coalesce(
                              ov.elements ->> 'title', (select title from public_offerings(array[part.id::uuid], '', 1)), part.id))
                            from jsonb_array_elements_text(v.content -> 'offerings') with ordinality as part (id, place)
                            left join offering o on o.id = part.id::uuid
                            left join offering_version ov on ov.offering = o.id and ov.edition = o.edition order by part.place)
                          || array(select jsonb_build_object('id', part.id, 'pathway', true, 'title', coalesce(wv.content ->> 'title', part.id))
                            from jsonb_array_elements_text(v.content -> 'pathways') with ordinality as part (id, place)
                            left join pathway w on w.id = part.id::uuid
                            left join pathway_version wv on wv.pathway = w.id and wv.edition = w.edition order by part.place)) as parts
                        from pathway p join pathway_version v on v.pathway = p.id and v.edition = p.edition
                        where p.provider = :provider and p.status <> 'draft' and (:source::text is null or p.source = :source)
                        order by p.created_at, p.id
                        """)
                .bind("provider", provider)
                .bind("source", Columns.orNull(source, String.class))
                .map(Exports::pathway)
                .all();
    }

    private static ListedPathway pathway(Readable row) {
        return new ListedPathway(
                Columns.required(row, "id", UUID.class),
                Columns.required(row, "status", String.class),
                Columns.required(row, "edition", Integer.class),
                row.get("source", String.class),
                row.get("external_id", String.class),
                row.get("called", String.class),
                Columns.json(row, "terms", ObjectNode.class),
                List.of(Columns.required(row, "offerings", String[].class)),
                List.of(Columns.required(row, "pathways", String[].class)),
                Columns.json(row, "parts", PARTS));
    }

    /** The institution's own sources, under which its files came. */
    Flux<String> sources(UUID provider, String slug) {
        return database.sql("""
                        select distinct source from offering where provider = :provider and starts_with(source, :prefix) order by 1
                        """)
                .bind("provider", provider)
                .bind("prefix", slug + "/")
                .map(row -> Columns.required(row, "source", String.class).substring(slug.length() + 1))
                .all();
    }

    private static Listed listed(Readable row) {
        return new Listed(
                Columns.required(row, "id", UUID.class),
                Columns.required(row, "status", String.class),
                Columns.required(row, "edition", Integer.class),
                row.get("source", String.class),
                row.get("external_id", String.class),
                row.get("called", String.class),
                Columns.json(row, "elements", Elements.class),
                Columns.json(row, "provenance", PROVENANCE),
                Columns.json(row, "intakes", INTAKES));
    }
}
