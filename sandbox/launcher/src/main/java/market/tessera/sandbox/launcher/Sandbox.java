package market.tessera.sandbox.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import market.tessera.checkout.CheckoutApplication;
import market.tessera.indexer.CatalogIndexerApplication;
import market.tessera.indexer.status.IndexStatus;
import market.tessera.provider.ProviderPortalApplication;
import market.tessera.provider.bootstrap.Bootstrap;
import market.tessera.sandbox.sampledata.CatalogueLoader;
import market.tessera.sandbox.servers.Addresses;
import market.tessera.sandbox.servers.DatabaseBootstrap;
import market.tessera.sandbox.servers.OpenSearchServer;
import market.tessera.sandbox.servers.PostgresServer;
import market.tessera.storefront.StorefrontApplication;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Everything that {@code ./tessera} runs, started in order and ended in the opposite order. */
final class Sandbox implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);
    private static final Duration INDEXING = Duration.ofHours(2);
    private static final Duration SETTLING = Duration.ofSeconds(10);
    private static final String DATABASE = "tessera";
    private static final Map<String, String> DURABLE =
            Map.of("fsync", "on", "synchronous_commit", "on", "shared_buffers", "128MB");

    /** Linux alone knows of them; where its kernel gives none, nothing changes. */
    private static final String[] LARGE_PAGES = {"-XX:+IgnoreUnrecognizedVMOptions", "-XX:+UseTransparentHugePages"};

    private final Progress progress;
    private final Deque<AutoCloseable> running = new ConcurrentLinkedDeque<>();
    private final ReentrantLock starting = new ReentrantLock();
    private volatile boolean closing;
    private volatile @Nullable Thread starter;

    Sandbox(Progress progress) {
        this.progress = progress;
    }

    void start(Options options) throws Exception {
        starter = Thread.currentThread();
        starting.lock();
        try {
            startAll(options);
        } finally {
            starter = null;
            starting.unlock();
        }
    }

    private void startAll(Options options) throws Exception {
        var begin = Instant.now();
        progress.say("Tessera starts, with its data in " + options.data());
        var origin = opened(Origin.open(options.port()));
        var data = opened(DataFolder.open(options.data(), options.reset()));
        var secrets = Secrets.of(data);
        var simulators = opened(Simulators.start(data, options.port(), secrets));
        var addresses = servers(data);
        DatabaseBootstrap.run(addresses, DATABASE, secrets.get("database"));
        var started = applications(
                origin, options.port(), new Settings(options.port(), addresses, DATABASE, data, secrets, simulators));
        var url = Settings.url(options.port());
        new Catalogues(data, new CatalogueLoader(url, secrets.get("operator-api-key")), progress).load(options);
        progress.step("Search index", () -> awaitReady(started.index()));
        welcome(origin, data, Welcome.of(url, reached(addresses), secrets, keyed(started.people())), simulators);
        LOG.info("Ready after {}", Duration.between(begin, Instant.now()));
    }

    private void welcome(Origin origin, DataFolder data, Welcome welcome, Simulators simulators) throws IOException {
        origin.mount(Routes.SANDBOX, SandboxPages.handler(welcome, simulators));
        welcome.write(data.resolve("sandbox.json"));
        progress.say("");
        progress.say("Tessera is ready at " + welcome.url());
        progress.say("");
        progress.say(welcome.table());
        progress.say("");
        progress.say("  %s/sandbox has the inbox and the simulators. Ctrl-C ends everything.".formatted(welcome.url()));
    }

    private static Welcome.Servers reached(Addresses addresses) {
        var postgres = "postgresql://%s:%d/%s".formatted(addresses.postgresHost(), addresses.postgresPort(), DATABASE);
        return new Welcome.Servers(postgres, addresses.openSearchUrl());
    }

    private Addresses servers(DataFolder data) throws Exception {
        Path postgresData = data.resolve("postgres");
        var postgres = progress.step("PostgreSQL 18", () -> opened(PostgresServer.start(postgresData, DURABLE)));
        var openSearch = opened(OpenSearchServer.launch(data.resolve("opensearch"), "512m", LARGE_PAGES));
        OrphanedServers.remember(data.path(), openSearch.pid());
        progress.step("OpenSearch 3.6", openSearch::awaitReady);
        return new Addresses("127.0.0.1", postgres.port(), openSearch.url());
    }

    /** What the sandbox asks of the applications while they start. */
    private record Started(IndexStatus index, Bootstrap people) {}

    private Started applications(Origin origin, int port, Settings settings) throws Exception {
        var applications = opened(new Applications(origin, port, settings.shared()));
        var portal = progress.step(
                "Provider portal",
                () -> applications.start(Routes.PORTAL, ProviderPortalApplication.builder(), settings.portal()));
        progress.step(
                "Checkout",
                () -> applications.start(Routes.CHECKOUT, CheckoutApplication.builder(), settings.checkout()));
        var indexer = progress.step(
                "Catalog indexer",
                () -> applications.start("catalog-indexer", CatalogIndexerApplication.builder(), settings.indexer()));
        progress.step(
                "Storefront",
                () -> applications.start(Routes.STOREFRONT, StorefrontApplication.builder(), settings.storefront()));
        return new Started(indexer.getBean(IndexStatus.class), portal.getBean(Bootstrap.class));
    }

    /** A catalogue without providers leaves the sample people without one. */
    private static Map<String, String> keyed(Bootstrap people) {
        return people.settled()
                .timeout(SETTLING, Mono.just(Map.of()))
                .blockOptional()
                .orElse(Map.of());
    }

    private static Optional<IndexStatus.Report> awaitReady(IndexStatus index) {
        return index.look()
                .repeatWhen(looks -> looks.delayElements(Duration.ofMillis(100)))
                .filter(IndexStatus.Report::ready)
                .next()
                .blockOptional(INDEXING);
    }

    private <T extends AutoCloseable> T opened(T resource) throws InterruptedException {
        running.push(resource);
        if (closing) {
            throw new InterruptedException("The sandbox is being stopped");
        }
        return resource;
    }

    /** Ends whatever has been started, a start still under way included; a part that does not end well does not keep the others from ending. */
    @Override
    public void close() {
        closing = true;
        Optional.ofNullable(starter).ifPresent(Thread::interrupt);
        awaitStarter();
        while (!running.isEmpty()) {
            end(running.pop());
        }
    }

    private void awaitStarter() {
        try {
            if (!starting.tryLock(10, TimeUnit.SECONDS)) {
                LOG.warn("A step of the start does not end; what it uses is taken away from it");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception failure) {
            LOG.warn("{} did not end well", resource, failure);
        }
    }
}
