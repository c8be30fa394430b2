package market.tessera.checkout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import market.tessera.sandbox.inbox.Inbox;
import market.tessera.sandbox.lms.LmsSimulator;
import market.tessera.sandbox.servers.TestServers;
import market.tessera.sandbox.servers.TestServersInitializer;
import market.tessera.sandbox.stripe.StripeSimulator;
import org.flywaydb.core.Flyway;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** What checkout has around it, started once per JVM: Stripe, a learning system, a mail server, and the logs of the applications it listens to. */
public final class Surroundings implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    public static final String WEBHOOK_SECRET = "whsec_test";
    public static final StripeSimulator STRIPE = StripeSimulator.start(
            0, folder().resolve("stripe.ndjson"), URI.create("http://localhost:1"), WEBHOOK_SECRET);
    /** Chosen before the application starts, because it is part of every token's issuer. */
    public static final String ORIGIN = freeOrigin();

    /** Between two looks of whoever somebody waits for: shorter than in production, for there are hundreds who wait. */
    private static final String LOOK = "75ms";

    /** How often handing over is tried: for longer than any test takes that is about the time before it is given up. */
    public static final int HANDOFFS = 60;

    public static final String OPERATOR = "operator@example.org";
    public static final LmsSimulator LMS = LmsSimulator.start(0, ORIGIN, folder());
    public static final Inbox INBOX = Inbox.start(0, folder());

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        logs(TestServersInitializer.database());
        var settings = settings(ORIGIN, STRIPE, LMS, INBOX);
        settings.put("checkout.stripe.janitor-pause", "1h");
        settings.put("checkout.stripe.outage-window", "1000");
        settings.put("checkout.stripe.tax", true);
        settings.put("checkout.desk.look-every", "1h");
        settings.put("checkout.payout.pause", "1h");
        settings.put("checkout.balance.pause", "24h");
        settings.put("checkout.balance.unknown-after", "0s");
        settings.put("checkout.purchase-order.pause", "24h");
        settings.put("checkout.handoff.first-pause", "150ms");
        settings.put("checkout.handoff.longest-pause", "1s");
        settings.put("checkout.handoff.attempts", HANDOFFS);
        settings.put("checkout.moodle.look-every", "500ms");
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("surroundings", settings));
        context.addApplicationListener((ApplicationListener<WebServerInitializedEvent>) started -> STRIPE.webhooks()
                .sendTo(URI.create("http://localhost:%d/webhooks/stripe"
                        .formatted(started.getWebServer().getPort()))));
    }

    /** What checkout is told of those around it. */
    public static Map<String, Object> settings(String origin, StripeSimulator stripe, LmsSimulator lms, Inbox inbox) {
        var settings = new HashMap<String, Object>(lms.registration());
        settings.put("STRIPE_SECRET_KEY", "sk_test_tessera");
        settings.put("STRIPE_WEBHOOK_SECRET", WEBHOOK_SECRET);
        settings.put("STRIPE_API_BASE", stripe.baseUrl().toString());
        settings.put("TESSERA_SMTP_PORT", inbox.port());
        settings.put("TESSERA_SMTP_HOST", "localhost");
        settings.put("TESSERA_PUBLIC_URL", origin);
        settings.put("TESSERA_KEY_ENCRYPTION_KEY", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
        settings.put("server.port", URI.create(origin).getPort());
        settings.put("TESSERA_BANK_ACCOUNT", "Account holder: Tessera; IBAN: DE02 1203 0000 0000 2020 51");
        settings.put("checkout.desk.alerts-to", OPERATOR);
        settings.put("tessera.outbound.private-addresses", true);
        settings.put("checkout.invoice.pause", LOOK);
        settings.put("checkout.waitlist.pause", LOOK);
        settings.put("checkout.badge.look-every", LOOK);
        settings.put("checkout.handoff.look-every", LOOK);
        settings.put("tessera.mail.outbox.poll", LOOK);
        return settings;
    }

    /** The logs of the applications that checkout listens to, in a database of its own. */
    public static void logs(String database) {
        log(database, "catalog", "provider_portal");
        log(database, "learner", "storefront");
    }

    private static void log(String database, String schema, String role) {
        Flyway.configure()
                .dataSource(TestServers.addresses().jdbcUrl(database), role, "test")
                .locations("classpath:db/migration/platform/log")
                .defaultSchema(schema)
                .placeholders(Map.of("logReaders", "checkout"))
                .load()
                .migrate();
    }

    /** Where nobody listens yet. */
    public static String freeOrigin() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://localhost:" + socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("checkout-tests");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
