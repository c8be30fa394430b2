package market.tessera.sandbox.launcher;

import java.net.URI;
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
import market.tessera.provider.ProviderPortalApplication;
import market.tessera.sandbox.servers.Addresses;
import market.tessera.sandbox.servers.DatabaseBootstrap;
import market.tessera.sandbox.servers.OpenSearchServer;
import market.tessera.sandbox.servers.PostgresServer;
import market.tessera.sandbox.stripe.StripeSimulator;
import market.tessera.storefront.StorefrontApplication;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that {@code ./tessera} runs, started in order and ended in the opposite order. */
final class Sandbox implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);
    private static final String DATABASE = "tessera";
    private static final Map<String, String> DURABLE =
            Map.of("fsync", "on", "synchronous_commit", "on", "shared_buffers", "128MB");

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
        var addresses = servers(data);
        DatabaseBootstrap.run(addresses, DATABASE, secrets.get("database"));
        var stripe = progress.step("Stripe simulator", () -> opened(stripe(options.port(), data, secrets)));
        applications(
                origin, options.port(), new Settings(options.port(), addresses, DATABASE, secrets, stripe.baseUrl()));
        progress.say("Started in %.0f s"
                .formatted(Duration.between(begin, Instant.now()).toMillis() / 1000.0));
        progress.say("Tessera is ready at " + Settings.url(options.port()));
    }

    private Addresses servers(DataFolder data) throws Exception {
        Path postgresData = data.resolve("postgres");
        var postgres = progress.step("PostgreSQL 18", () -> opened(PostgresServer.start(postgresData, DURABLE)));
        var openSearch = progress.step(
                "OpenSearch 3.6", () -> opened(OpenSearchServer.start(data.resolve("opensearch"), "512m")));
        OrphanedServers.remember(data.path(), openSearch.pid());
        return new Addresses("127.0.0.1", postgres.port(), openSearch.url());
    }

    private static StripeSimulator stripe(int port, DataFolder data, Secrets secrets) {
        var webhooks = URI.create(Settings.url(port) + "/webhooks/stripe");
        return StripeSimulator.start(0, data.resolve("stripe.ndjson"), webhooks, secrets.get("stripe-webhook"));
    }

    private void applications(Origin origin, int port, Settings settings) throws Exception {
        var applications = opened(new Applications(origin, port, settings.shared()));
        progress.step(
                "Provider portal",
                () -> applications.start(Routes.PORTAL, ProviderPortalApplication.builder(), settings.portal()));
        progress.step(
                "Checkout",
                () -> applications.start(Routes.CHECKOUT, CheckoutApplication.builder(), settings.checkout()));
        progress.step(
                "Catalog indexer",
                () -> applications.start("catalog-indexer", CatalogIndexerApplication.builder(), settings.indexer()));
        progress.step(
                "Storefront",
                () -> applications.start(Routes.STOREFRONT, StorefrontApplication.builder(), settings.storefront()));
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
