package market.tessera.provider.imports;

import java.util.UUID;
import market.tessera.provider.formats.Inspection;
import market.tessera.provider.importjobs.ImportJobs;
import market.tessera.provider.provider.Columns;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Requests that were answered before, so that sending one again starts nothing a second time. */
@Component
class IdempotentRequests {
    private final DatabaseClient database;
    private final ImportJobs jobs;

    IdempotentRequests(DatabaseClient database, ImportJobs jobs) {
        this.database = database;
        this.jobs = jobs;
    }

    private record Answer(String fingerprint, UUID job) {}

    /** What the same request was answered before; empty if it is new or has no key. */
    Mono<ImportStart> answered(ImportOrder order, Inspection.Fit fit) {
        if (order.idempotencyKey() == null) {
            return Mono.empty();
        }
        return database.sql("select fingerprint, import from idempotent_request where caller = :caller and key = :key")
                .bind("caller", order.caller())
                .bind("key", order.idempotencyKey())
                .map(row -> new Answer(
                        Columns.required(row, "fingerprint", String.class),
                        Columns.required(row, "import", UUID.class)))
                .one()
                .flatMap(answer -> answer.fingerprint().equals(fingerprint(order, fit))
                        ? jobs.find(answer.job()).map(ImportStart.Accepted::new)
                        : Mono.just(new ImportStart.KeyReused()));
    }

    Mono<Void> remember(ImportOrder order, Inspection.Fit fit, UUID job) {
        if (order.idempotencyKey() == null) {
            return Mono.empty();
        }
        return database.sql("""
                        insert into idempotent_request (caller, key, fingerprint, import) values (:caller, :key, :fingerprint, :job)
                        """)
                .bind("caller", order.caller())
                .bind("key", order.idempotencyKey())
                .bind("fingerprint", fingerprint(order, fit))
                .bind("job", job)
                .then();
    }

    private static String fingerprint(ImportOrder order, Inspection.Fit fit) {
        return "%s %s %s %s %s"
                .formatted(
                        order.source(fit.source()),
                        order.withdrawMissing(),
                        order.dryRun(),
                        order.vouched(),
                        fit.fingerprint());
    }
}
