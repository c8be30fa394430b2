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
    /** {@code filed}: the file's pathways; {@code contains}: which pathway contains which, now that some of them are taken. */
    private static final String GRAPH = """
            with recursive filed as (
              select f.*, f.entry is null as taken, p.id, coalesce(p.id::text, '/' || f.external_id) as key
              from import_pathway f left join pathway p on p.source = :source and p.external_id = f.external_id
              where f.import = :job),
            part as (
              select f.key as whole, f.external_id, f.provider, f.taken, name, coalesce(p.id::text, '/' || name) as key
              from filed f cross join unnest(f.parts) as name left join pathway p on p.source = :source and p.external_id = name),
            contains (whole, part) as (
              select whole, key from part where {counted}
              union all
              select l.pathway::text, l.contained::text from pathway_link l
              where l.draft or not exists (select from filed f where f.id = l.pathway and f.taken)),
            below (whole, part) as (
              select whole, key from part where not taken
              union
              select b.whole, c.part from below b join contains c on c.whole = b.part),
            stored as (
              select p.external_id, p.provider::text as provider from pathway p
              where p.source = :source and p.status = 'published' and not :withdrawing
                and not exists (select from filed f where f.external_id = p.external_id))
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
     * @param circular whether it would come to contain itself
     */
    record Refused(
            String externalId,
            long line,
            @Nullable String unknown,
            @Nullable String foreign,
            boolean circular) {}

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
     * decides of the next.
     */
    Flux<Filed> ready(ImportJob job, int limit) {
        return graph(job, "taken", """
                        , candidate as (
                          select external_id, line, entry, key from filed
                          where not taken and not exists (select from below b where b.whole = filed.key and b.part = filed.key)
                          and not exists (
                            select from part where part.external_id = filed.external_id and not exists (
                              select from filed other where other.external_id = name and other.taken and other.provider = filed.provider
                              union all
                              select from stored where stored.external_id = name and stored.provider = filed.provider)))
                        select external_id, line, entry from candidate
                        where not exists (
                          select from candidate other join below b on b.whole = candidate.key and b.part = other.key
                          where other.external_id < candidate.external_id)
                        order by external_id limit :limit
                        """)
                .bind("limit", limit)
                .map(FiledPathways::filed)
                .all();
    }

    /** They wait no longer. */
    Mono<Void> take(ImportJob job, Collection<String> externalIds) {
        return database.sql("update import_pathway set entry = null where import = :job and external_id = any(:ids)")
                .bind("job", job.id())
                .bind("ids", externalIds.toArray(String[]::new))
                .then();
    }

    /** Those that still wait when none is ready any more, and have not been refused yet. */
    Flux<Refused> refused(ImportJob job, int limit) {
        return graph(job, "true", """
                        select external_id, line,
                          (select string_agg(name, '”, “' order by name) from part
                           where part.external_id = filed.external_id and not exists (
                             select from filed other where other.external_id = name
                             union all select from stored where stored.external_id = name)) as unknown,
                          (select string_agg(name, '”, “' order by name) from part
                           where part.external_id = filed.external_id and exists (
                             select from filed other where other.external_id = name
                             union all select from stored where stored.external_id = name) and not exists (
                             select from filed other where other.external_id = name and other.provider = filed.provider
                             union all
                             select from stored where stored.external_id = name and stored.provider = filed.provider)) as others,
                          exists (select from below b where b.whole = filed.key and b.part = filed.key) as circular
                        from filed where not taken and not refused order by line limit :limit
                        """)
                .bind("limit", limit)
                .map(FiledPathways::refused)
                .all();
    }

    Mono<Void> refuse(ImportJob job, Collection<String> externalIds) {
        return database.sql("update import_pathway set refused = true where import = :job and external_id = any(:ids)")
                .bind("job", job.id())
                .bind("ids", externalIds.toArray(String[]::new))
                .then();
    }

    private DatabaseClient.GenericExecuteSpec graph(ImportJob job, String counted, String question) {
        return database.sql(GRAPH.replace("{counted}", counted) + question)
                .bind("source", job.source())
                .bind("withdrawing", job.withdrawMissing())
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
                Columns.required(row, "circular", Boolean.class));
    }
}
