package market.tessera.provider.importruns;

import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import market.tessera.provider.entries.PathwayEntry;
import market.tessera.provider.importjobs.ImportJob;
import market.tessera.provider.importruns.Batch.Taken;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.provider.Provider;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/**
 * The pathways that stand in the file of an import, taken or waiting for pathways that they contain. What contains what is told by the file for
 * what was taken from it, and by what is stored for everything else, unless that is about to be withdrawn because the file does not have it.
 */
@Component
class FiledPathways {
    /** So many levels of a file's pathways may lie within each other. */
    static final int DEEPEST = 20;

    /**
     * {@code filed}: the file's pathways; {@code part}: what they name as their parts, each whether anybody has it ({@code known}), it is the same provider's
     * ({@code own}), nothing more fits around it ({@code deep}), and it can be contained now ({@code there}).
     */
    private static final String PARTS = """
            with recursive filed as (
              select f.*, f.entry is null as taken, p.id, coalesce(p.id::text, '/' || f.external_id) as key
              from import_pathway f left join pathway p on p.source = :source and p.external_id = f.external_id
              where f.import = :job),
            part as (
              select w.external_id, w.id as whole_id, w.key as whole, w.taken, name, p.id as part_id,
                coalesce(p.id::text, '/' || name) as key, it.known, it.own, it.deep,
                it.known and it.own and not it.deep and (f.external_id is null or f.entry is null) as there
              from filed w cross join unnest(w.parts) as name
              left join import_pathway f on f.import = :job and f.external_id = name
              left join pathway p on p.source = :source and p.external_id = name
              cross join lateral (
                select f.external_id is not null or coalesce(p.status = 'published' and not :withdrawing, false) as known,
                  coalesce(coalesce(f.provider, p.provider::text) = w.provider, false) as own,
                  coalesce(f.entry is null and f.depth >= :deepest, false) as deep) as it)
            """;

    private final DatabaseClient database;

    FiledPathways(DatabaseClient database) {
        this.database = database;
    }

    /** One that has waited, as it stands in the file. */
    record Filed(String externalId, long line, ObjectNode node) {}

    /**
     * Why one cannot be taken.
     *
     * @param unknown pathways that it names and the source does not have
     * @param foreign pathways that it names and another provider has
     * @param endless whether it would come to contain itself, or others more than {@link #DEEPEST} levels deep
     */
    record Refused(
            String externalId,
            long line,
            @Nullable String unknown,
            @Nullable String foreign,
            boolean endless) {}

    /** @param entry null for one that needs not wait */
    private record Row(
            String externalId,
            String provider,
            List<String> parts,
            long line,
            @Nullable String entry) {
        static Row of(Taken<PathwayEntry> read, Map<String, Provider> found) {
            var entry = read.value();
            var name = Owners.name(entry.provider());
            var owner = found.get(name);
            return new Row(
                    entry.externalId(),
                    owner == null ? "/" + name : owner.id().toString(),
                    entry.pathways(),
                    read.record().line(),
                    entry.pathways().isEmpty()
                            ? null
                            : CatalogueFormat.JSON.writeValueAsString(
                                    read.record().node()));
        }
    }

    /**
     * Those that contain others wait from now on, the rest count as taken.
     *
     * @param found the providers that are there already, by {@link Owners#name}
     */
    Mono<Void> note(ImportJob job, Collection<Taken<PathwayEntry>> read, Map<String, Provider> found) {
        if (read.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        insert into import_pathway (import, external_id, provider, parts, line, entry)
                        select :job, r."externalId", r.provider, array(select json_array_elements_text(r.parts)), r.line, r.entry
                        from json_to_recordset(:rows::json) as r ("externalId" text, provider text, parts json, line bigint, entry text)
                        """)
                .bind("job", job.id())
                .bind(
                        "rows",
                        CatalogueFormat.JSON.writeValueAsString(
                                read.stream().map(one -> Row.of(one, found)).toList()))
                .then();
    }

    /**
     * Those of which all parts are there and none contains them. Of those that contain each other in what is stored, the first by its id: what it changes
     * decides of the next. Only one that something contains and that gets a part it has not had can close a circle ({@code suspect}): what these have
     * below them is looked through, and nothing else is.
     */
    Flux<Filed> ready(ImportJob job, int limit) {
        return ask(job, """
                        , complete as (
                          select external_id, whole as key, whole_id as id, array_agg(key) as keys, array_agg(part_id) as ids
                          from part where not taken group by external_id, whole, whole_id having bool_and(there)),
                        suspect as (
                          select key, keys from complete
                          where exists (select from pathway_link l where l.contained = complete.id)
                          and exists (
                            select from unnest(ids) as part_id where not exists (
                              select from pathway_link l where l.pathway = complete.id and l.contained = part_id))),
                        contains (whole, part) as (
                          select whole, key from part where taken
                          union all
                          select l.pathway::text, l.contained::text
                          from pathway_link l left join filed f on f.id = l.pathway and f.taken where l.draft or f.id is null),
                        below (whole, part) as (
                          select key, unnest(keys) from suspect
                          union
                          select b.whole, c.part from below b join contains c on c.whole = b.part),
                        candidate as (
                          select external_id, key from complete where key not in (select whole from below where whole = part)),
                        behind as (
                          select b.whole from below b join candidate one on one.key = b.whole
                          join candidate other on other.key = b.part and other.external_id < one.external_id)
                        select f.external_id, f.line, f.entry
                        from candidate c join import_pathway f on f.import = :job and f.external_id = c.external_id
                        where c.key not in (select whole from behind)
                        order by f.external_id limit :limit
                        """).bind("limit", limit).map(FiledPathways::filed).all();
    }

    /** They wait no longer. */
    Mono<Void> take(ImportJob job, Collection<String> externalIds) {
        return database.sql("""
                        update import_pathway w set entry = null, depth = 1 + (
                          select coalesce(max(f.depth), 0) from import_pathway f where f.import = w.import and f.external_id = any(w.parts))
                        where w.import = :job and w.external_id = any(:ids)
                        """)
                .bind("job", job.id())
                .bind("ids", externalIds.toArray(String[]::new))
                .then();
    }

    /**
     * Those that still wait when none is ready any more, and have not been refused yet. One of which all parts are there is part of a circle over what is
     * stored; a circle within the file counts as too many levels.
     */
    Flux<Refused> refused(ImportJob job, int limit) {
        return ask(job, """
                        , tall (key, levels) as (
                          select whole, 1 from part where not taken
                          union
                          select part.whole, tall.levels + 1 from tall join part on part.key = tall.key and not part.taken
                          where tall.levels <= :deepest),
                        why as (
                          select external_id, whole, string_agg(name, '”, “' order by name) filter (where not known) as unknown,
                            string_agg(name, '”, “' order by name) filter (where known and not own) as others,
                            bool_and(there) or bool_or(deep) as endless
                          from part where not taken group by external_id, whole)
                        select f.external_id, f.line, why.unknown, why.others,
                          why.endless or why.whole in (select key from tall where levels > :deepest) as endless
                        from why join import_pathway f on f.import = :job and f.external_id = why.external_id
                        where not f.refused order by f.line limit :limit
                        """).bind("limit", limit).map(FiledPathways::refused).all();
    }

    Mono<Void> refuse(ImportJob job, Collection<String> externalIds) {
        return database.sql("update import_pathway set refused = true where import = :job and external_id = any(:ids)")
                .bind("job", job.id())
                .bind("ids", externalIds.toArray(String[]::new))
                .then();
    }

    private DatabaseClient.GenericExecuteSpec ask(ImportJob job, String question) {
        return database.sql(PARTS + question)
                .bind("source", job.source())
                .bind("withdrawing", job.withdrawMissing())
                .bind("deepest", DEEPEST)
                .bind("job", job.id());
    }

    private static Filed filed(Readable row) {
        return new Filed(
                Columns.required(row, "external_id", String.class),
                Columns.required(row, "line", Long.class),
                (ObjectNode) CatalogueFormat.JSON.readTree(Columns.required(row, "entry", String.class)));
    }

    private static Refused refused(Readable row) {
        return new Refused(
                Columns.required(row, "external_id", String.class),
                Columns.required(row, "line", Long.class),
                row.get("unknown", String.class),
                row.get("others", String.class),
                Columns.required(row, "endless", Boolean.class));
    }
}
