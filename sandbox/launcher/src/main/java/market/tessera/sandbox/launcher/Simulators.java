package market.tessera.sandbox.launcher;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import market.tessera.sandbox.inbox.Inbox;
import market.tessera.sandbox.lms.LmsSimulator;
import market.tessera.sandbox.sampledata.SamplePerson;
import market.tessera.sandbox.stripe.StripeSimulator;
import org.jspecify.annotations.Nullable;

/**
 * The outside world as the applications see it.
 *
 * @param stripe null where the environment names a real Stripe account
 */
record Simulators(Inbox inbox, LmsSimulator lms, @Nullable StripeSimulator stripe) implements AutoCloseable {
    /** What a session's own event says already; {@code docs/orders.md} names what checkout listens to. */
    private static final Set<String> OF_NO_USE = Set.of("payment_intent.succeeded", "charge.succeeded");

    static Simulators start(DataFolder data, int port, Secrets secrets) throws IOException {
        var ports = Ports.of(data);
        var url = Settings.url(port);
        var inbox = Inbox.start(ports.of("smtp"), data.resolve("inbox"));
        var lms = LmsSimulator.start(ports.of("lms"), url, data.resolve("lms"));
        var stripe = System.getenv("STRIPE_SECRET_KEY") == null ? stripe(data, ports, port, secrets) : null;
        return new Simulators(inbox, lms, stripe);
    }

    private static StripeSimulator stripe(DataFolder data, Ports ports, int port, Secrets secrets) throws IOException {
        var simulator = StripeSimulator.start(
                ports.of("stripe"),
                data.resolve("stripe.journal"),
                URI.create("http://127.0.0.1:" + port + "/webhooks/stripe"),
                secrets.get("stripe-webhook"));
        simulator.webhooks().leaveOut(OF_NO_USE);
        return simulator;
    }

    Map<String, Object> settings(Secrets secrets) {
        var settings = new HashMap<String, Object>(lms.registration());
        settings.put("TESSERA_SMTP_HOST", "127.0.0.1");
        settings.put("TESSERA_SMTP_PORT", inbox.port());
        settings.put("tessera.outbound.private-addresses", true);
        settings.put(
                "TESSERA_BANK_ACCOUNT",
                "Account holder: Tessera sandbox; IBAN: DE02 1203 0000 0000 2020 51; BIC: BYLADEM1001");
        settings.put("TESSERA_OPERATOR_EMAIL", SamplePerson.OPERATOR.email());
        settings.put("TESSERA_FORM_ACTION", lms.url() + " " + paymentPages());
        if (stripe != null) {
            settings.put("STRIPE_SECRET_KEY", "sk_test_sandbox");
            settings.put("STRIPE_WEBHOOK_SECRET", secrets.get("stripe-webhook"));
            settings.put("STRIPE_API_BASE", stripe.baseUrl().toString());
            settings.put("STRIPE_TAX", true);
        }
        return settings;
    }

    /** Where buyers are sent to pay. */
    String paymentPages() {
        return Optional.ofNullable(stripe)
                .map(simulator -> simulator.baseUrl().toString())
                .orElse("https://checkout.stripe.com");
    }

    @Override
    public void close() {
        if (stripe != null) {
            stripe.close();
        }
        lms.close();
        inbox.close();
    }
}
