package market.tessera.provider.importruns;

import io.r2dbc.spi.R2dbcException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import market.tessera.provider.importjobs.ImportJob;
import market.tessera.provider.importjobs.ImportJobs;
import market.tessera.provider.importjobs.ImportProperties;
import market.tessera.provider.importjobs.Spool;
import market.tessera.provider.reading.BrokenFile;
import market.tessera.provider.reading.Line;
import market.tessera.provider.reading.Lines;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Does an import from wherever it stands to its end. Each batch is one transaction that also moves the import's own position, so that nothing is
 * done twice and nothing is left out, whenever the process ends.
 */
@Component
class RunImport {
    private static final Logger LOG = LoggerFactory.getLogger(RunImport.class);

    private final ImportJobs jobs;
    private final ImportSteps steps;
    private final AfterRows afterRows;
    private final Spool spool;
    private final TransactionalOperator transaction;
    private final int batch;

    RunImport(
            ImportJobs jobs,
            ImportSteps steps,
            AfterRows afterRows,
            Spool spool,
            TransactionalOperator transaction,
            ImportProperties properties) {
        this.jobs = jobs;
        this.steps = steps;
        this.afterRows = afterRows;
        this.spool = spool;
        this.transaction = transaction;
        this.batch = properties.batch();
    }

    /** Completes when the import is over, well or not, and never fails, since others wait behind it. Outlasts outages of the database. */
    Mono<Void> run(UUID id) {
        return outlasting(
                        id,
                        jobs.begin(id)
                                .then(jobs.find(id))
                                .filter(job -> !job.over())
                                .flatMap(this::work))
                .onErrorResume(BrokenFile.class, broken -> fail(id, String.valueOf(broken.getMessage())))
                .onErrorResume(failure -> failed(id, failure))
                .then(clear(id))
                .onErrorResume(failure -> unended(id, failure));
    }

    private static Mono<Void> outlasting(UUID id, Mono<Void> work) {
        return work.retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(500))
                .maxBackoff(Duration.ofSeconds(10))
                .filter(RunImport::outage)
                .doBeforeRetry(signal -> LOG.warn(
                        "Import {} waits for the database: {}",
                        id,
                        signal.failure().toString())));
    }

    private static boolean outage(Throwable failure) {
        return (failure instanceof DataAccessResourceFailureException && !beyondLimits(failure))
                || failure instanceof TransientDataAccessException
                || failure instanceof TransactionException;
    }

    /** To the driver this looks like a database that is away, but it would be the same for ever (SQLSTATE class 54). */
    private static boolean beyondLimits(Throwable failure) {
        return failure.getCause() instanceof R2dbcException cause
                && String.valueOf(cause.getSqlState()).startsWith("54");
    }

    private Mono<Void> failed(UUID id, Throwable failure) {
        LOG.error("Import {} failed", id, failure);
        return fail(id, "Something went wrong on our side. It has been noted.");
    }

    private Mono<Void> fail(UUID id, String problem) {
        return outlasting(id, jobs.fail(id, problem));
    }

    /** It is taken up again when the process starts the next time. */
    private static Mono<Void> unended(UUID id, Throwable failure) {
        LOG.error("Import {} could not be ended", id, failure);
        return Mono.empty();
    }

    /** Files that cannot be thrown away take room, and change nothing about how the import ended. */
    private Mono<Void> clear(UUID id) {
        return Mono.<Void>fromRunnable(() -> spool.clear(id))
                .subscribeOn(Schedulers.boundedElastic())
                .doOnError(failure -> LOG.warn("The files of import {} could not be thrown away", id, failure))
                .onErrorComplete(UncheckedIOException.class);
    }

    private Mono<Void> work(ImportJob job) {
        return rest(job, steps.of(job)).flatMap(afterRows::run).flatMap(done -> jobs.finish(done.id()));
    }

    private Mono<ImportJob> rest(ImportJob job, List<Step> all) {
        if (job.step() >= all.size()) {
            return Mono.just(job);
        }
        return step(job, all.get(job.step()))
                .flatMap(done -> {
                    var next = done.atStep(done.step() + 1);
                    return jobs.move(done, next).thenReturn(next);
                })
                .flatMap(next -> rest(next, all));
    }

    private Mono<ImportJob> step(ImportJob start, Step step) {
        var reached = new AtomicReference<>(start);
        return Lines.batches(step::open, start.position(), batch)
                .subscribeOn(Schedulers.boundedElastic())
                .flatMapSequential(lines -> prepare(step, lines), 2, 1)
                .concatMap(
                        prepared -> write(Objects.requireNonNull(reached.get()), prepared)
                                .doOnNext(reached::set),
                        1)
                .then(Mono.fromSupplier(reached::get));
    }

    private record Prepared(int lines, Step.Work work) {}

    private static Mono<Prepared> prepare(Step step, List<Line> lines) {
        return Mono.defer(() -> step.prepare(lines))
                .subscribeOn(Schedulers.parallel())
                .map(work -> new Prepared(lines.size(), work));
    }

    /** Two imports may want the same slug at the same moment: the one that comes second chooses again. Likewise where two wait for each other. */
    private Mono<ImportJob> write(ImportJob from, Prepared prepared) {
        return Mono.defer(() -> prepared.work().write())
                .map(counts -> from.advancedBy(prepared.lines(), counts))
                .flatMap(to -> jobs.move(from, to).thenReturn(to))
                .as(transaction::transactional)
                .retryWhen(Retry.max(3).filter(Collision::is));
    }
}
