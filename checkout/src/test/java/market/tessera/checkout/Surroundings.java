package market.tessera.checkout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import market.tessera.sandbox.inbox.Inbox;
import market.tessera.sandbox.servers.TestServers;
import market.tessera.sandbox.servers.TestServersInitializer;
import market.tessera.sandbox.stripe.StripeSimulator;
import org.flywaydb.core.Flyway;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** What checkout has around it, started once per JVM: Stripe, a mail server, and the logs of the applications it listens to. */
public final class Surroundings implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    public static final String WEBHOOK_SECRET = "whsec_test";
    public static final StripeSimulator STRIPE = StripeSimulator.start(
            0, folder().resolve("stripe.ndjson"), URI.create("http://localhost:1"), WEBHOOK_SECRET);
    public static final Inbox INBOX = Inbox.start(0, folder());

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        log("catalog", "provider_portal");
        log("learner", "storefront");
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "surroundings",
                        Map.of(
                                "STRIPE_SECRET_KEY", "sk_test_tessera",
                                "STRIPE_WEBHOOK_SECRET", WEBHOOK_SECRET,
                                "STRIPE_API_BASE", STRIPE.baseUrl().toString(),
                                "TESSERA_SMTP_PORT", INBOX.port(),
                                "TESSERA_SMTP_HOST", "localhost",
                                "TESSERA_PUBLIC_URL", "http://tessera.test",
                                "checkout.stripe.janitor-pause", "1h")));
        context.addApplicationListener((ApplicationListener<WebServerInitializedEvent>) started -> STRIPE.webhooks()
                .sendTo(URI.create("http://localhost:%d/webhooks/stripe"
                        .formatted(started.getWebServer().getPort()))));
    }

    private static void log(String schema, String role) {
        Flyway.configure()
                .dataSource(TestServers.addresses().jdbcUrl(TestServersInitializer.database()), role, "test")
                .locations("classpath:db/migration/platform/log")
                .defaultSchema(schema)
                .placeholders(Map.of("logReaders", "checkout"))
                .load()
                .migrate();
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("checkout-tests");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
