package market.tessera.provider.importruns;

import java.time.Duration;
import java.util.UUID;
import market.tessera.platform.work.Background;
import market.tessera.provider.importjobs.ImportJobs;
import market.tessera.provider.importjobs.ImportProperties;
import market.tessera.provider.importjobs.Spool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/** Runs imports one after the other, a few beside each other; begins with those that the last run of this process left unfinished. */
@Component
public class ImportRunner {
    private static final Logger LOG = LoggerFactory.getLogger(ImportRunner.class);

    private final ImportJobs jobs;
    private final RunImport runImport;
    private final Spool spool;
    private final int parallel;
    private volatile Sinks.Many<UUID> arrivals = nobodyYet();

    ImportRunner(ImportJobs jobs, RunImport runImport, Spool spool, ImportProperties properties) {
        this.jobs = jobs;
        this.runImport = runImport;
        this.spool = spool;
        this.parallel = properties.parallel();
    }

    /** The list of unfinished imports holds none that is about to arrive, because it is read before requests are taken. */
    @Bean
    Background imports() {
        return Background.of("Running imports", this::run).beforeRequests();
    }

    /** What arrived while nothing was run is among the unfinished. */
    private Flux<Void> run() {
        var owner = spool.open();
        var fromNowOn = nobodyYet();
        arrivals = fromNowOn;
        return Flux.concat(unfinished(owner), fromNowOn.asFlux())
                .distinct()
                .flatMap(runImport::run, parallel)
                .doFinally(_ -> spool.close());
    }

    private static Sinks.Many<UUID> nobodyYet() {
        return Sinks.many().unicast().onBackpressureBuffer();
    }

    /** As soon as the database can be asked. */
    private Flux<UUID> unfinished(String owner) {
        return jobs.open(owner)
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(500))
                        .maxBackoff(Duration.ofSeconds(10))
                        .doBeforeRetry(signal -> LOG.warn(
                                "Imports wait for the database: {}",
                                signal.failure().toString())))
                .doOnNext(id -> LOG.info("Import {} goes on", id));
    }

    /** To be called when the import has been recorded. */
    public Mono<Void> enqueue(UUID job) {
        return Mono.fromRunnable(
                () -> arrivals.emitNext(job, Sinks.EmitFailureHandler.busyLooping(Duration.ofSeconds(1))));
    }
}
