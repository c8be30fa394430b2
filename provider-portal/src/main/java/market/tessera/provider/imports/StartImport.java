package market.tessera.provider.imports;

import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import market.tessera.provider.formats.Inspection;
import market.tessera.provider.importjobs.Counts;
import market.tessera.provider.importjobs.ImportJob;
import market.tessera.provider.importjobs.ImportJobs;
import market.tessera.provider.importjobs.Spool;
import market.tessera.provider.importruns.ImportRunner;
import market.tessera.provider.imports.ImportStart.Accepted;
import market.tessera.provider.imports.ImportStart.Busy;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Takes files in, looks whether they can be imported at all, and puts the import in the queue. */
@Component
class StartImport {
    private final Spool spool;
    private final ImportJobs jobs;
    private final IdempotentRequests requests;
    private final ImportRunner runner;
    private final Places places;

    StartImport(Spool spool, ImportJobs jobs, IdempotentRequests requests, ImportRunner runner, Places places) {
        this.spool = spool;
        this.jobs = jobs;
        this.requests = requests;
        this.runner = runner;
        this.places = places;
    }

    /** When and in which transaction. */
    @Component
    record Places(TransactionalOperator transaction, Clock clock) {}

    Mono<ImportStart> start(ImportOrder order, Flux<Upload> uploads) {
        var id = UUID.randomUUID();
        return receive(id, uploads)
                .flatMap(files -> inspect(order, files))
                .flatMap(inspection -> switch (inspection) {
                    case Inspection.Unfit(var reasons) -> Mono.<ImportStart>just(new ImportStart.Unfit(reasons));
                    case Inspection.Fit fit -> register(id, order, fit);
                })
                .onErrorResume(Upload.TooLarge.class, _ -> Mono.just(new ImportStart.TooLarge()))
                .flatMap(start -> start instanceof Accepted(var job) && job.id().equals(id)
                        ? runner.enqueue(id).thenReturn(start)
                        : clear(id).thenReturn(start))
                .onErrorResume(failure -> clear(id).then(Mono.error(failure)));
    }

    private Mono<Map<String, Path>> receive(UUID id, Flux<Upload> uploads) {
        return uploads.concatMap(upload -> place(id, upload)
                        .flatMap(target -> upload.transfer().to(target).thenReturn(Map.entry(upload.input(), target))))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue, TreeMap::new);
    }

    private Mono<Path> place(UUID id, Upload upload) {
        return Mono.fromCallable(() -> spool.place(id, upload.input())).subscribeOn(Schedulers.boundedElastic());
    }

    private static Mono<Inspection> inspect(ImportOrder order, Map<String, Path> files) {
        return Mono.fromCallable(() -> Inspection.of(
                        order.mapping() == null ? null : order.mapping().mapping(), order.sourceName(), files))
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** A request that was sent twice at the same moment fails once on the key's uniqueness; the second look finds the first one's import. */
    private Mono<ImportStart> register(UUID id, ImportOrder order, Inspection.Fit fit) {
        var job = job(id, order, fit);
        return requests.answered(order, fit)
                .switchIfEmpty(Mono.defer(() -> add(job, order, fit)).as(places.transaction()::transactional))
                .onErrorResume(DataIntegrityViolationException.class, _ -> requests.answered(order, fit));
    }

    private Mono<ImportStart> add(ImportJob job, ImportOrder order, Inspection.Fit fit) {
        return jobs.add(job, spool.owner())
                .flatMap(added -> added
                        ? requests.remember(order, fit, job.id()).thenReturn(new Accepted(job))
                        : jobs.openImportOf(job.source()).map(other -> new Busy(job.source(), other)));
    }

    private ImportJob job(UUID id, ImportOrder order, Inspection.Fit fit) {
        return new ImportJob(
                id,
                order.provider() == null ? null : order.provider().id(),
                order.source(fit.source()),
                order.mapping() == null ? null : order.mapping().text(),
                List.copyOf(fit.inputs()),
                order.evidence(),
                order.withdrawMissing(),
                order.dryRun(),
                order.propose(),
                order.answersFor(),
                ImportJob.Status.WAITING,
                null,
                0,
                0,
                null,
                Counts.NONE,
                places.clock().instant().truncatedTo(ChronoUnit.MICROS),
                null,
                null);
    }

    private Mono<Void> clear(UUID id) {
        return Mono.<Void>fromRunnable(() -> spool.clear(id)).subscribeOn(Schedulers.boundedElastic());
    }
}
