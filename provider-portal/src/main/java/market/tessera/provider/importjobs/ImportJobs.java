package market.tessera.provider.importjobs;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.provider.Storable;
import market.tessera.provider.reading.SpooledInput;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;

/** The imports and what they have found. */
@Component
public class ImportJobs {
    private static final TypeReference<List<SpooledInput>> INPUTS = new TypeReference<>() {};

    private final DatabaseClient database;

    public ImportJobs(DatabaseClient database) {
        this.database = database;
    }

    /** False if another import of the same source is not over yet. */
    public Mono<Boolean> add(ImportJob job, String spool) {
        return database.sql("""
                        insert into import_job (id, provider, source, format, mapping, inputs, spool, verified_by, withdraw_missing, dry_run, propose, requested_by,
                          status, total_bytes, counts, created_at)
                        values (:id, :provider, :source, :format, :mapping, :inputs::jsonb, :spool, :verified, :withdraw, :dryRun, :propose, :by,
                          'waiting', :bytes, :counts::jsonb, :created)
                        on conflict (source) where status in ('waiting', 'running') do nothing
                        """)
                .bind("id", job.id())
                .bind("provider", Columns.orNull(job.provider(), UUID.class))
                .bind("source", job.source())
                .bind("format", job.format())
                .bind("mapping", Columns.orNull(job.mapping(), String.class))
                .bind("inputs", CatalogueFormat.JSON.writeValueAsString(job.inputs()))
                .bind("spool", spool)
                .bind("verified", Columns.orNull(job.verifiedBy(), String.class))
                .bind("withdraw", job.withdrawMissing())
                .bind("dryRun", job.dryRun())
                .bind("propose", job.propose())
                .bind("by", Columns.orNull(job.requestedBy(), UUID.class))
                .bind(
                        "bytes",
                        job.inputs().stream().mapToLong(SpooledInput::bytes).sum())
                .bind("counts", CatalogueFormat.JSON.writeValueAsString(job.counts()))
                .bind("created", job.createdAt())
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1);
    }

    public Mono<ImportJob> find(UUID id) {
        return database.sql("select * from import_job where id = :id")
                .bind("id", id)
                .map(ImportJobs::job)
                .one();
    }

    /** The newest imports of these providers first. */
    public Flux<ImportJob> ofProviders(UUID[] providers, int limit) {
        return database.sql(
                        "select * from import_job where provider = any(:providers) order by created_at desc, id limit :limit")
                .bind("providers", providers)
                .bind("limit", limit)
                .map(ImportJobs::job)
                .all();
    }

    public Mono<UUID> openImportOf(String source) {
        return database.sql("select id from import_job where source = :source and status in ('waiting', 'running')")
                .bind("source", source)
                .map(row -> Columns.required(row, "id", UUID.class))
                .one();
    }

    /** Those of a spool folder that are not over, oldest first. */
    public Flux<UUID> open(String spool) {
        return database.sql("""
                        select id from import_job where spool = :spool and status in ('waiting', 'running') order by created_at, id
                        """)
                .bind("spool", spool)
                .map(row -> Columns.required(row, "id", UUID.class))
                .all();
    }

    public Mono<Void> begin(UUID id) {
        return database.sql("""
                        update import_job set status = 'running', started_at = coalesce(started_at, now())
                        where id = :id and status in ('waiting', 'running')
                        """).bind("id", id).then();
    }

    /** Moves from one place to the next, in the transaction that did the work between; fails if someone else has moved it already. */
    public Mono<Void> move(ImportJob from, ImportJob to) {
        return database.sql("""
                        update import_job set step = :step, position = :position, total = :total, counts = :counts::jsonb
                        where id = :id and status = 'running' and step = :oldStep and position = :oldPosition
                        """)
                .bind("id", from.id())
                .bind("step", to.step())
                .bind("position", to.position())
                .bind("total", Columns.orNull(to.total(), Long.class))
                .bind("counts", CatalogueFormat.JSON.writeValueAsString(to.counts()))
                .bind("oldStep", from.step())
                .bind("oldPosition", from.position())
                .fetch()
                .rowsUpdated()
                .flatMap(count -> count == 1
                        ? Mono.empty()
                        : Mono.error(new OptimisticLockingFailureException(
                                "Import %s is being run elsewhere".formatted(from.id()))));
    }

    public Mono<Void> finish(UUID id) {
        return end(id, "finished", null);
    }

    public Mono<Void> fail(UUID id, String problem) {
        return end(id, "failed", problem);
    }

    /** What is over stays as it ended. */
    private Mono<Void> end(UUID id, String status, @org.jspecify.annotations.Nullable String problem) {
        return database.sql("""
                        with forgotten as (delete from import_record where import = :id),
                        unjoined as (delete from import_joined where import = :id),
                        unfiled as (delete from import_pathway where import = :id)
                        update import_job set status = :status, problem = :problem, ended_at = now()
                        where id = :id and status in ('waiting', 'running')
                        """)
                .bind("id", id)
                .bind("status", status)
                .bind("problem", Columns.orNull(problem == null ? null : Storable.cleaned(problem), String.class))
                .then();
    }

    private static ImportJob job(Readable row) {
        return new ImportJob(
                Columns.required(row, "id", UUID.class),
                row.get("provider", UUID.class),
                Columns.required(row, "source", String.class),
                row.get("mapping", String.class),
                Columns.json(row, "inputs", INPUTS),
                row.get("verified_by", String.class),
                Columns.required(row, "withdraw_missing", Boolean.class),
                Columns.required(row, "dry_run", Boolean.class),
                Columns.required(row, "propose", Boolean.class),
                row.get("requested_by", UUID.class),
                ImportJob.Status.valueOf(
                        Columns.required(row, "status", String.class).toUpperCase(Locale.ROOT)),
                row.get("problem", String.class),
                Columns.required(row, "step", Integer.class),
                Columns.required(row, "position", Long.class),
                row.get("total", Long.class),
                Columns.json(row, "counts", Counts.class),
                Columns.required(row, "created_at", Instant.class),
                row.get("started_at", Instant.class),
                row.get("ended_at", Instant.class));
    }
}
