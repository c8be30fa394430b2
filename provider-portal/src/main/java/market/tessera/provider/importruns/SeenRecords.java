package market.tessera.provider.importruns;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.provider.formats.RecordSource.Section;
import market.tessera.provider.importjobs.ImportJob;
import market.tessera.provider.provider.Columns;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The external ids that an import has met, to find repetitions in a file of any length and what is missing from it. */
@Component
class SeenRecords {
    private static final String TAKEN = "taken ";

    private final DatabaseClient database;

    SeenRecords(DatabaseClient database) {
        this.database = database;
    }

    /** Notes ids and answers with those that were met in an earlier batch. */
    Mono<Set<String>> meet(UUID job, Section section, Collection<String> ids) {
        if (ids.isEmpty()) {
            return Mono.just(Set.of());
        }
        return database.sql("""
                        with given as (select distinct id from unnest(:ids) as id),
                        fresh as (
                          insert into import_record (import, kind, external_id)
                          select :job, :kind, id from given on conflict do nothing returning external_id)
                        select id from given where id not in (select external_id from fresh)
                        """)
                .bind("job", job)
                .bind("kind", kind(section))
                .bind("ids", ids.toArray(String[]::new))
                .map(row -> Columns.required(row, "id", String.class))
                .all()
                .collect(Collectors.toSet());
    }

    /** Notes what would have been taken, for the later steps of a dry run. */
    Mono<Void> wouldTake(UUID job, Section section, Collection<String> ids) {
        return database.sql("""
                        insert into import_record (import, kind, external_id)
                        select :job, :kind, id from unnest(:ids) as id on conflict do nothing
                        """)
                .bind("job", job)
                .bind("kind", TAKEN + kind(section))
                .bind("ids", ids.toArray(String[]::new))
                .then();
    }

    /** Those of the ids that the dry run would have taken. */
    Mono<Set<String>> wouldBeTaken(UUID job, Section section, Collection<String> ids) {
        return database.sql("""
                        select external_id from import_record where import = :job and kind = :kind and external_id = any(:ids)
                        """)
                .bind("job", job)
                .bind("kind", TAKEN + kind(section))
                .bind("ids", ids.toArray(String[]::new))
                .map(row -> Columns.required(row, "external_id", String.class))
                .all()
                .collect(Collectors.toSet());
    }

    /** How many {@link #missing} would come to in all. */
    Mono<Long> countMissing(ImportJob job, Section section) {
        return database.sql("select count(*) as total " + missing(section))
                .bind("source", job.source())
                .bind("job", job.id())
                .bind("kind", kind(section))
                .map(row -> Columns.required(row, "total", Long.class))
                .one();
    }

    /** Lists the public offerings that it has not met, in place of what earlier imports of the source have listed. */
    Mono<Void> listMissing(ImportJob job) {
        return database.sql("""
                        with earlier as (
                          delete from import_vanished v using import_job j where j.id = v.import and j.source = :source and j.id <> :job)
                        insert into import_vanished (import, offering) select :job, id %s on conflict do nothing
                        """.formatted(missing(Section.OFFERINGS)))
                .bind("source", job.source())
                .bind("job", job.id())
                .bind("kind", kind(Section.OFFERINGS))
                .then();
    }

    /**
     * {@code offset 0} keeps it a look-up for each row. As a join it is planned by statistics that know nothing of an import that is still running,
     * and every row was compared with every other.
     */
    private static String missing(Section section) {
        return """
                from %s thing
                where source = :source and status = 'published' and not exists (
                  select from import_record r where r.import = :job and r.kind = :kind and r.external_id = thing.external_id offset 0)
                """.formatted(section == Section.PATHWAYS ? "pathway" : "offering");
    }

    /** Public offerings or pathways of the source that the import has not met; at most {@code limit}. */
    Mono<List<UUID>> missing(ImportJob job, Section section, int limit) {
        return database.sql("select id " + missing(section) + " limit :limit")
                .bind("source", job.source())
                .bind("job", job.id())
                .bind("kind", kind(section))
                .bind("limit", limit)
                .map(row -> Columns.required(row, "id", UUID.class))
                .all()
                .collectList();
    }

    private static String kind(Section section) {
        return section.name().toLowerCase(Locale.ROOT);
    }
}
