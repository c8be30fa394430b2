package market.tessera.provider.importruns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import market.tessera.provider.PortalTest;
import market.tessera.provider.formats.CatalogueSource;
import market.tessera.provider.importjobs.Counts;
import market.tessera.provider.importjobs.ImportJob;
import market.tessera.provider.importjobs.ImportJobs;
import market.tessera.provider.importjobs.ImportProperties;
import market.tessera.provider.importjobs.Spool;
import market.tessera.provider.imports.Catalogues;
import market.tessera.provider.reading.SpooledInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionCallback;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@PortalTest
class ResumedImportTests {
    private static final int OFFERINGS = 2_000;

    @Autowired
    private ImportJobs jobs;

    @Autowired
    private ImportSteps steps;

    @Autowired
    private AfterRows afterRows;

    @Autowired
    private TransactionalOperator transaction;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private ConnectionFactory connections;

    @TempDir
    private Path folder;

    private final Catalogues catalogue = Catalogues.ofNewSource();

    @Test
    void goesOnWhereTheProcessWasKilled() throws IOException {
        var spool = new Spool(properties());
        var job = spooled(spool);
        jobs.add(job, spool.owner()).block();
        killed(job, spool, properties());
        var createdBefore = created(job);

        var runImport = new RunImport(jobs, steps, afterRows, spool, transaction, properties());
        var restarted = new ImportRunner(jobs, runImport, spool, properties()).imports();
        restarted.start();

        await().atMost(Duration.ofMinutes(3)).until(() -> find(job).over() && !Files.exists(spooledBy(job)));
        restarted.stop();
        assertThat(createdBefore).isBetween(1L, OFFERINGS - 1L);
        assertThat(find(job).status()).isEqualTo(ImportJob.Status.FINISHED);
        assertThat(created(job)).isEqualTo(OFFERINGS);
        assertThat(count("offering where source = :source")).isEqualTo(OFFERINGS);
        assertThat(count("event_log where data -> 'source' ->> 'name' = :source and version = 1"))
                .isEqualTo(OFFERINGS);
        assertThat(count("event_log where data -> 'source' ->> 'name' = :source and version > 1"))
                .isZero();
        assertThat(count("import_record r join import_job j on j.id = r.import where j.source = :source"))
                .isZero();
    }

    /** While one batch is being written, the next is checked; of both only what was committed counts. */
    @Test
    void losesAndDoublesNothingHoweverOftenItIsKilledBetweenTwoBatches() throws IOException {
        var small = new ImportProperties(folder, DataSize.ofMegabytes(10), 100, 1);
        var spool = new Spool(small);
        var job = spooled(spool);
        jobs.add(job, spool.owner()).block();
        for (var kills = 0; kills < 4; kills++) {
            var before = created(job);
            killed(job, spool, small);
            assertThat(created(job)).isGreaterThan(before);
        }

        new RunImport(jobs, steps, afterRows, spool, transaction, small)
                .run(job.id())
                .block();

        assertThat(find(job).status()).isEqualTo(ImportJob.Status.FINISHED);
        assertThat(created(job)).isEqualTo(OFFERINGS);
        assertThat(count("offering where source = :source and status = 'published' and edition = 1"))
                .isEqualTo(OFFERINGS);
        assertThat(count("event_log where data -> 'source' ->> 'name' = :source"))
                .isEqualTo(OFFERINGS);
    }

    /** As if its process had begun it, or gone on with it, and had been killed on the way. */
    private void killed(ImportJob job, Spool spool, ImportProperties properties) {
        var last = new LastTransaction();
        var running = new RunImport(jobs, steps, afterRows, spool, last, properties)
                .run(job.id())
                .subscribe();
        await().until(last.written::get);
        running.dispose();
    }

    /** After two others one that never ends: all of it is written, and nothing committed. */
    private final class LastTransaction implements TransactionalOperator {
        private final AtomicInteger others = new AtomicInteger(2);
        private final AtomicBoolean written = new AtomicBoolean();

        @Override
        public <T> Mono<T> transactional(Mono<T> work) {
            return transaction.transactional(others.getAndDecrement() > 0 ? work : work.delayUntil(_ -> neverEnding()));
        }

        private Mono<Void> neverEnding() {
            written.set(true);
            return Mono.never();
        }

        @Override
        public <T> Flux<T> execute(TransactionCallback<T> action) {
            return transaction.execute(action);
        }
    }

    @Test
    void areRunAgainAfterTheyWereStopped() throws IOException {
        var spool = new Spool(properties());
        var runImport = new RunImport(jobs, steps, afterRows, spool, transaction, properties());
        var runner = new ImportRunner(jobs, runImport, spool, properties());
        var imports = runner.imports();
        imports.start();
        imports.stop();
        var content = catalogue.of(catalogue.offering("1", "Welding"));
        var meanwhile = spooled(spool, catalogue.source() + "-meanwhile", content);
        jobs.add(meanwhile, spool.owner()).then(runner.enqueue(meanwhile.id())).block();

        imports.start();
        var afterwards = spooled(spool, catalogue.source(), content);
        jobs.add(afterwards, spool.owner())
                .then(runner.enqueue(afterwards.id()))
                .block();

        await().until(() -> find(meanwhile).over() && find(afterwards).over());
        imports.stop();
    }

    private Path spooledBy(ImportJob job) {
        return folder.resolve(job.id().toString());
    }

    @Test
    void runsEveryImportHoweverOftenTheDatabaseGoesAway() throws IOException {
        var spool = new Spool(properties());
        var broken = spooled(spool, catalogue.source() + "-broken", "{");
        var whole = spooled(spool, catalogue.source(), catalogue.of(catalogue.offering("1", "Welding")));
        jobs.add(broken, spool.owner()).then(jobs.add(whole, spool.owner())).block();
        var away = new R2dbcNonTransientResourceException("away", "08006");
        var askedAndEnding = failingAt(Map.of(1, away, 5, away, 6, away));

        var runner = new ImportRunner(
                        askedAndEnding,
                        new RunImport(askedAndEnding, steps, afterRows, spool, transaction, properties()),
                        spool,
                        properties())
                .imports();
        runner.start();

        await().atMost(Duration.ofMinutes(3)).until(() -> find(whole).over());
        runner.stop();
        assertThat(find(broken).status()).isEqualTo(ImportJob.Status.FAILED);
        assertThat(find(broken).problem()).contains("not valid JSON");
        assertThat(find(whole).status()).isEqualTo(ImportJob.Status.FINISHED);
    }

    @Test
    void finishesThoughItsFilesCannotBeThrownAway() throws IOException {
        var spool = new Spool(properties()) {
            @Override
            public void clear(UUID job) {
                throw new UncheckedIOException(new IOException("The disk is read only"));
            }
        };
        var job = spooled(spool, catalogue.source(), catalogue.of(catalogue.offering("1", "Welding")));
        jobs.add(job, spool.owner()).block();

        new RunImport(jobs, steps, afterRows, spool, transaction, properties())
                .run(job.id())
                .block();

        assertThat(find(job).status()).isEqualTo(ImportJob.Status.FINISHED);
    }

    @Test
    void endsAnImportThatTheDatabaseWouldNeverTake() throws IOException {
        var spool = new Spool(properties());
        var job = spooled(spool);
        jobs.add(job, spool.owner()).block();
        var limited = failingAt(Map.of(2, new R2dbcNonTransientResourceException("index row too large", "54000")));

        new RunImport(limited, steps, afterRows, spool, transaction, properties())
                .run(job.id())
                .block();

        assertThat(find(job).status()).isEqualTo(ImportJob.Status.FAILED);
    }

    /** The jobs of a database that fails at these of its connections, counted from 1. */
    private ImportJobs failingAt(Map<Integer, R2dbcException> failures) {
        return new ImportJobs(DatabaseClient.create(new Failing(connections, failures, new AtomicInteger())));
    }

    private record Failing(ConnectionFactory working, Map<Integer, R2dbcException> failures, AtomicInteger taken)
            implements ConnectionFactory {
        @Override
        public Mono<Connection> create() {
            return Mono.defer(() -> {
                var failure = failures.get(taken.incrementAndGet());
                return failure == null ? Mono.from(working.create()) : Mono.error(failure);
            });
        }

        @Override
        public ConnectionFactoryMetadata getMetadata() {
            return working.getMetadata();
        }
    }

    @Test
    void keepsASecondProcessOutOfTheSpool() {
        var first = new Spool(properties());
        first.open();

        assertThatThrownBy(() -> new Spool(properties()).open()).hasMessageContaining("in use by another process");

        first.close();
        var second = new Spool(properties());
        assertThat(second.open()).isEqualTo(first.owner());
        second.close();
    }

    private ImportJob spooled(Spool spool) throws IOException {
        return spooled(
                spool,
                catalogue.source(),
                catalogue.of(IntStream.range(0, OFFERINGS)
                        .mapToObj(number -> catalogue.offering("o" + number, "Subject " + number))
                        .toArray(String[]::new)));
    }

    private static ImportJob spooled(Spool spool, String source, String content) throws IOException {
        var id = UUID.randomUUID();
        var file = Files.writeString(spool.place(id, CatalogueSource.INPUT), content);
        return new ImportJob(
                id,
                null,
                source,
                null,
                List.of(new SpooledInput(CatalogueSource.INPUT, file, "UTF-8", Files.size(file))),
                "by the test",
                false,
                false,
                false,
                null,
                ImportJob.Status.WAITING,
                null,
                0,
                0,
                null,
                Counts.NONE,
                Instant.now(),
                null,
                null);
    }

    private ImportProperties properties() {
        return new ImportProperties(folder, DataSize.ofMegabytes(10), 500, 1);
    }

    private ImportJob find(ImportJob job) {
        return jobs.find(job.id()).block();
    }

    private long created(ImportJob job) {
        return find(job).counts().offerings().created();
    }

    private long count(String rows) {
        return database.sql("select count(*) from " + rows)
                .bind("source", catalogue.source())
                .map(row -> row.get(0, Long.class))
                .one()
                .block();
    }
}
