package market.tessera.checkout.crash;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.param.AccountCreateParams;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.TransferListParams;
import com.stripe.service.V1Services;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import market.tessera.checkout.CatalogLog;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Surroundings;
import market.tessera.platform.identity.Vault;
import market.tessera.platform.outbound.WebhookSecret;
import market.tessera.sandbox.buyer.Browser;
import market.tessera.sandbox.buyer.GuestBuyer;
import market.tessera.sandbox.inbox.Inbox;
import market.tessera.sandbox.lms.LmsSimulator;
import market.tessera.sandbox.servers.TestServers;
import market.tessera.sandbox.servers.TestServersInitializer;
import market.tessera.sandbox.stripe.StripeSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** A checkout in a process of its own that can be killed, between a database, a payment company, a learning system and a program that live on. */
abstract class KilledCheckout {
    static final long PRICE = 10_000;
    static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    final String database = TestServers.createDatabase();
    final String origin = Surroundings.freeOrigin();
    final HttpClient client = HttpClient.create();

    final Listing listing =
            Listing.of("Killed on the way", Provider.named("Nordkyst")).intake(PRICE, "EUR", 100);

    final Listing handed = Listing.of("Killed while it is handed over", Provider.named("Ostkyst"))
            .intake(PRICE, "EUR", 100);

    final Listing full = Listing.of("Killed while others have the places", Provider.named("Sydkyst"))
            .intake(PRICE, "EUR", 2);

    StripeSimulator stripe;
    LmsSimulator lms;
    HeldProgram program;
    Inbox inbox;
    Books books;
    Map<String, Object> settings;
    CheckoutProcess checkout;

    @BeforeEach
    void start() throws StripeException {
        stripe = StripeSimulator.start(
                0,
                folder.resolve("stripe.ndjson"),
                URI.create(origin + "/webhooks/stripe"),
                Surroundings.WEBHOOK_SECRET);
        lms = LmsSimulator.start(0, origin, folder);
        inbox = Inbox.start(0, folder.resolve("mail"));
        program = new HeldProgram();
        Surroundings.logs(database);
        settings = Surroundings.settings(origin, stripe, lms, inbox);
        settings.putAll(TestServersInitializer.settings(database));
        settings.put("checkout.stripe.janitor-pause", "200ms");
        settings.put("checkout.stripe.concurrent-calls", 32);
        settings.put("checkout.stripe.outage-window", 1_000);
        settings.put("checkout.payout.pause", "200ms");
        settings.put("checkout.payout.holdback-days", 0);
        checkout = start(settings);
        books = new Books(database);
        var catalog = new CatalogLog(database);
        catalog.publish(listing);
        catalog.publish(handed);
        catalog.publish(full);
        books.await("select count(*) from offer", "3");
        isToldBy(program);
        isPaidBy(account());
    }

    @AfterEach
    void stop() throws SQLException {
        checkout.close();
        books.close();
        stripe.close();
        lms.close();
        program.close();
        inbox.close();
    }

    /** Someone who buys one place. */
    record Buyer(String email, GuestBuyer pages, Browser browser, UUID order) {}

    CheckoutProcess start(Map<String, Object> told) {
        return CheckoutProcess.start(told, folder.resolve("checkout.log"), new Browser(client, URI.create(origin)));
    }

    Buyer orders(String name) {
        return orders(name, listing);
    }

    Buyer orders(String name, Listing wanted) {
        var browser = new Browser(client, URI.create(origin));
        var email = name + "@example.org";
        var pages = new GuestBuyer(browser, "Amara Okafor", email);
        pages.add(wanted.id(), wanted.firstIntake()).block();
        return new Buyer(
                email, pages, browser, Objects.requireNonNull(pages.checkOut().block()));
    }

    /** The lock is held as shortly as can be: while it is, nobody on this server reads a log any further. */
    void killWhileItSettles(Buyer buyer, URI page) throws SQLException {
        try (var other = Books.open(database);
                var lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("select from orders where id = '%s' for update".formatted(buyer.order()));
            buyer.pages().pay(page, GuestBuyer.CARD_THAT_PAYS).block();
            books.await(
                    "select count(*) > 0 from pg_stat_activity where datname = '%s' and usename = 'checkout' and wait_event_type = 'Lock'"
                            .formatted(database),
                    "t");
            checkout.kill();
        }
    }

    /** Whose share waits until it is {@link #due}, however long the others take to get where they are to be. */
    Buyer enrolled(String name) {
        var buyer = orders(name);
        pays(buyer);
        books.run("update transfer set check_at = now() + interval '1 day' where order_id = '%s'"
                .formatted(buyer.order()));
        books.await(status(buyer), "FULFILLED");
        return buyer;
    }

    void pays(Buyer buyer) {
        buyer.pages().pay(page(buyer), GuestBuyer.CARD_THAT_PAYS).block();
        buyer.pages().comeBack(buyer.order()).block();
    }

    static URI page(Buyer buyer) {
        return Objects.requireNonNull(buyer.pages().paymentPage(buyer.order()).block());
    }

    Mono<?> givesBack(Buyer buyer) {
        var line = books.one("select id from order_line where order_id = '%s'".formatted(buyer.order()));
        return buyer.browser().post("/orders/%s/refund".formatted(buyer.order()), Map.of("line", line));
    }

    static Mono<?> cancels(Buyer buyer) {
        return buyer.browser().post("/orders/%s/cancellation".formatted(buyer.order()), Map.of());
    }

    /** After its time, when somebody else has its place. */
    void paysForWhatOthersHave(Buyer buyer, URI page) {
        books.run("update orders set status = 'EXPIRED' where id = '%s'".formatted(buyer.order()));
        buyer.pages().pay(page, GuestBuyer.CARD_THAT_PAYS).block();
    }

    /** Its payment page, as Stripe names it. */
    String session(Buyer buyer) {
        return books.one("select session from payment_intent where order_id = '%s'".formatted(buyer.order()));
    }

    /** Nobody waits for the answer, which will not come. */
    static void meanwhile(Mono<?> call) {
        call.onErrorComplete().subscribe();
    }

    void due(Buyer buyer) {
        books.run("update transfer set check_at = now() where check_at is not null and order_id = '%s'"
                .formatted(buyer.order()));
    }

    /** Time goes by until everything that was left open is looked at again. */
    void everythingIsDue() {
        List.of("payment_intent", "transfer", "transfer_reversal", "refund")
                .forEach(table ->
                        books.run("update %s set check_at = now() where check_at is not null".formatted(table)));
        books.run("update handoff set due_at = now() where due_at is not null");
        books.run("update outbox_mail set due_at = now() where sent_at is null");
    }

    String key(Buyer buyer, String what) {
        return "order:%s:%s".formatted(buyer.order(), what);
    }

    String line(Buyer buyer) {
        return books.one("select 'line:' || id from order_line where order_id = '%s'".formatted(buyer.order()));
    }

    static String status(Buyer buyer) {
        return "select status from orders where id = '%s'".formatted(buyer.order());
    }

    String account() throws StripeException {
        var account = api().accounts()
                .create(AccountCreateParams.builder()
                        .putMetadata("provider", listing.provider().id().toString())
                        .build());
        stripe.connect().complete(account.getId());
        return account.getId();
    }

    void isToldBy(HeldProgram told) {
        var connection = UUID.randomUUID();
        var sealed = new Vault(String.valueOf(settings.get("TESSERA_KEY_ENCRYPTION_KEY")))
                .seal(WebhookSecret.random().text().getBytes(StandardCharsets.US_ASCII), "webhook:" + connection);
        books.run("""
                insert into connection (id, provider, kind, name, standing, created_by, created_at)
                values ('%1$s', '%2$s', 'WEBHOOK', 'Campus', 'READY', 'test', now());
                insert into connection_use (provider, connection) values ('%2$s', '%1$s');
                insert into webhook (connection, address, sealed_secret) values ('%1$s', '%3$s', decode('%4$s', 'hex'))
                """.formatted(
                        connection,
                        handed.provider().id(),
                        told.address(),
                        HexFormat.of().formatHex(sealed)));
    }

    void isPaidBy(String account) {
        books.run("""
                insert into payout_account (provider, version, country, stripe_id, state, pays_out, wanted_by, wanted_at)
                values ('%s', 1, 'NO', '%s', 'ACTIVE', true, 'test', now())
                """.formatted(listing.provider().id(), account));
    }

    V1Services api() {
        return StripeClient.builder()
                .setApiKey("sk_test_tessera")
                .setApiBase(stripe.baseUrl().toString())
                .build()
                .v1();
    }

    List<PaymentIntent> charges(Buyer buyer) throws StripeException {
        return api()
                .paymentIntents()
                .list(PaymentIntentListParams.builder().setLimit(100L).build())
                .getData()
                .stream()
                .filter(intent -> group(buyer).equals(intent.getTransferGroup()))
                .filter(intent -> "succeeded".equals(intent.getStatus()))
                .toList();
    }

    int transfers(Buyer buyer) throws StripeException {
        return api().transfers()
                .list(TransferListParams.builder()
                        .setTransferGroup(group(buyer))
                        .build())
                .getData()
                .size();
    }

    int refunds(Buyer buyer) throws StripeException {
        return api().refunds()
                .list(RefundListParams.builder()
                        .setPaymentIntent(charges(buyer).getFirst().getId())
                        .build())
                .getData()
                .size();
    }

    static String group(Buyer buyer) {
        return "order:" + buyer.order();
    }
}
