package market.tessera.checkout.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.util.Set;
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
import market.tessera.sandbox.inbox.ReceivedMail;
import market.tessera.sandbox.lms.LmsSimulator;
import market.tessera.sandbox.servers.TestServers;
import market.tessera.sandbox.servers.TestServersInitializer;
import market.tessera.sandbox.stripe.Outages.Hold;
import market.tessera.sandbox.stripe.StripeSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** The process is killed while orders stand at every step between what we have written down and what Stripe has done. */
class CrashTests {
    private static final long PRICE = 10_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private final String database = TestServers.createDatabase();
    private final String origin = Surroundings.freeOrigin();
    private final HttpClient client = HttpClient.create();
    private final Listing listing =
            Listing.of("Killed on the way", Provider.named("Nordkyst")).intake(PRICE, "EUR", 100);
    private final Listing handed = Listing.of("Killed while it is handed over", Provider.named("Ostkyst"))
            .intake(PRICE, "EUR", 100);

    private StripeSimulator stripe;
    private LmsSimulator lms;
    private HeldProgram program;
    private Inbox inbox;
    private Books books;
    private Map<String, Object> settings;
    private CheckoutProcess checkout;

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
        settings.put("checkout.payout.pause", "200ms");
        settings.put("checkout.payout.holdback-days", 0);
        checkout = start(settings);
        books = new Books(database);
        var catalog = new CatalogLog(database);
        catalog.publish(listing);
        catalog.publish(handed);
        books.await("select count(*) from offer", "2");
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
    private record Buyer(String email, GuestBuyer pages, Browser browser, UUID order) {}

    @Test
    void whateverItWasDoingIsDoneOnceAfterTheNextStart() throws SQLException, StripeException {
        var hasOrdered = orders("has-ordered");
        var opensAPage = orders("opens-a-page");
        var hasOpenedAPage = orders("has-opened-a-page");
        var paysMeanwhile = orders("pays-meanwhile");
        var page = page(paysMeanwhile);
        var isBeingSettled = orders("is-being-settled");
        var shareGoes = enrolled("share-goes");
        var shareHasGone = enrolled("share-has-gone");
        var refundGoes = enrolled("refund-goes");
        var refundHasGone = enrolled("refund-has-gone");
        var shareComesBack = enrolled("share-comes-back");
        var placeGoes = orders("place-goes", handed);
        var placeHasGone = orders("place-has-gone", handed);
        var mailGoes = orders("mail-goes");
        var mailHasGone = orders("mail-has-gone");
        due(shareComesBack);
        books.await("select status from transfer where order_id = '%s'".formatted(shareComesBack.order()), "SENT");

        stripe.outages().hold(Hold.BEFORE, "POST /v1/checkout/sessions", key(opensAPage, "session"));
        stripe.outages().hold(Hold.AFTER, "POST /v1/checkout/sessions", key(hasOpenedAPage, "session"));
        stripe.outages().hold(Hold.BEFORE, "POST /v1/transfers", line(shareGoes) + ":transfer");
        stripe.outages().hold(Hold.AFTER, "POST /v1/transfers", line(shareHasGone) + ":transfer");
        stripe.outages()
                .hold(Hold.BEFORE, "POST /v1/refunds", refundGoes.order().toString());
        stripe.outages()
                .hold(Hold.AFTER, "POST /v1/refunds", refundHasGone.order().toString());
        stripe.outages().hold(Hold.AFTER, "POST /v1/transfers", ":reversal");
        program.hold(Hold.BEFORE, placeGoes.email());
        program.hold(Hold.AFTER, placeHasGone.email());
        pays(placeGoes);
        pays(placeHasGone);
        meanwhile(opensAPage.pages().paymentPage(opensAPage.order()));
        meanwhile(hasOpenedAPage.pages().paymentPage(hasOpenedAPage.order()));
        due(shareGoes);
        due(shareHasGone);
        meanwhile(givesBack(refundGoes));
        meanwhile(givesBack(refundHasGone));
        meanwhile(givesBack(shareComesBack));
        var settledPage = page(isBeingSettled);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stripe.outages().held()).hasSize(7));
        books.await("select count(*) from outbox_mail where sent_at is null", "0");
        await().atMost(PATIENCE).until(() -> program.held().size() == 2);
        inbox.hold(mailHasGone.email());
        pays(mailHasGone);
        await().atMost(PATIENCE).until(() -> inbox.held().size() == 1);
        pays(mailGoes);
        books.await(
                "select attempts > 0 and sent_at is null from outbox_mail where key = 'receipt-%s'"
                        .formatted(mailGoes.order()),
                "t");
        killWhileItSettles(isBeingSettled, settledPage);

        paysMeanwhile.pages().pay(page, GuestBuyer.CARD_THAT_PAYS).block();
        stripe.outages().end();
        program.end();
        var port = inbox.port();
        inbox.close();
        inbox = Inbox.start(port, folder.resolve("mail"));
        checkout = start(settings);
        everythingIsDue();
        Set.of(hasOrdered, opensAPage, hasOpenedAPage).forEach(this::pays);

        var handedOver = List.of(placeGoes, placeHasGone);
        var kept = List.of(
                hasOrdered,
                opensAPage,
                hasOpenedAPage,
                paysMeanwhile,
                isBeingSettled,
                shareGoes,
                shareHasGone,
                mailGoes,
                mailHasGone);
        var returned = List.of(refundGoes, refundHasGone, shareComesBack);
        kept.forEach(buyer -> books.await(status(buyer), "FULFILLED"));
        handedOver.forEach(buyer -> books.await(status(buyer), "FULFILLED"));
        kept.forEach(this::due);
        kept.forEach(buyer ->
                books.await("select status from transfer where order_id = '%s'".formatted(buyer.order()), "SENT"));
        returned.forEach(buyer -> books.await(status(buyer), "REFUNDED"));
        books.await("select count(*) from refund where status <> 'SUCCEEDED'", "0");
        books.await("select count(*) from transfer_reversal where status <> 'DONE'", "0");
        books.await("select count(*) from outbox_mail where sent_at is null", "0");
        for (var buyer : kept) {
            assertThat(charges(buyer)).as(buyer.email()).hasSize(1);
            assertThat(transfers(buyer)).as(buyer.email()).isEqualTo(1);
            assertThat(refunds(buyer)).as(buyer.email()).isZero();
        }
        for (var buyer : returned) {
            assertThat(charges(buyer)).as(buyer.email()).hasSize(1);
            assertThat(refunds(buyer)).as(buyer.email()).isEqualTo(1);
        }
        for (var buyer : handedOver) {
            assertThat(charges(buyer)).as(buyer.email()).hasSize(1);
            assertThat(program.places(buyer.email())).as(buyer.email()).isEqualTo(1);
        }
        assertThat(inbox.messagesTo(mailHasGone.email()))
                .as("what may have been sent is sent again as the same message, which mail programs show once")
                .filteredOn(mail -> mail.subject().startsWith("Your receipt"))
                .extracting(ReceivedMail::messageId)
                .containsOnly("<receipt-%s@tessera.market>".formatted(mailHasGone.order()));
        for (var buyer : List.of(mailGoes, hasOrdered, paysMeanwhile, isBeingSettled, refundHasGone, shareComesBack)) {
            assertThat(inbox.messagesTo(buyer.email()))
                    .as(buyer.email())
                    .filteredOn(mail -> mail.subject().startsWith("Your receipt"))
                    .hasSize(1);
        }
        assertThat(books.one("select count(*) = count(distinct line) and count(*) = 14 from enrollment"))
                .isEqualTo("t");
        assertThat(books.one("select coalesce(sum(amount), 0) from posting")).isEqualTo("0");
        assertThat(books.one("select taken from offer_intake where id = '%s'".formatted(listing.firstIntake())))
                .isEqualTo(Integer.toString(kept.size()));
        assertThat(stripe.connect().balance(books.one("select stripe_id from payout_account"), "eur"))
                .isEqualTo(kept.size() * PRICE * 9 / 10);
    }

    private CheckoutProcess start(Map<String, Object> told) {
        return CheckoutProcess.start(told, folder.resolve("checkout.log"), new Browser(client, URI.create(origin)));
    }

    private Buyer orders(String name) {
        return orders(name, listing);
    }

    private Buyer orders(String name, Listing wanted) {
        var browser = new Browser(client, URI.create(origin));
        var email = name + "@example.org";
        var pages = new GuestBuyer(browser, "Amara Okafor", email);
        pages.add(wanted.id(), wanted.firstIntake()).block();
        return new Buyer(
                email, pages, browser, Objects.requireNonNull(pages.checkOut().block()));
    }

    /** The lock is held as shortly as can be: while it is, nobody on this server reads a log any further. */
    private void killWhileItSettles(Buyer buyer, URI page) throws SQLException {
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
    private Buyer enrolled(String name) {
        var buyer = orders(name);
        pays(buyer);
        books.run("update transfer set check_at = now() + interval '1 day' where order_id = '%s'"
                .formatted(buyer.order()));
        books.await(status(buyer), "FULFILLED");
        return buyer;
    }

    private void pays(Buyer buyer) {
        buyer.pages().pay(page(buyer), GuestBuyer.CARD_THAT_PAYS).block();
        buyer.pages().comeBack(buyer.order()).block();
    }

    private static URI page(Buyer buyer) {
        return Objects.requireNonNull(buyer.pages().paymentPage(buyer.order()).block());
    }

    private Mono<?> givesBack(Buyer buyer) {
        var line = books.one("select id from order_line where order_id = '%s'".formatted(buyer.order()));
        return buyer.browser().post("/orders/%s/refund".formatted(buyer.order()), Map.of("line", line));
    }

    /** Nobody waits for the answer, which will not come. */
    private static void meanwhile(Mono<?> call) {
        call.onErrorComplete().subscribe();
    }

    private void due(Buyer buyer) {
        books.run("update transfer set check_at = now() where check_at is not null and order_id = '%s'"
                .formatted(buyer.order()));
    }

    /** Time goes by until everything that was left open is looked at again. */
    private void everythingIsDue() {
        List.of("payment_intent", "transfer", "transfer_reversal", "refund")
                .forEach(table ->
                        books.run("update %s set check_at = now() where check_at is not null".formatted(table)));
        books.run("update handoff set due_at = now() where due_at is not null");
        books.run("update outbox_mail set due_at = now() where sent_at is null");
    }

    private String key(Buyer buyer, String what) {
        return "order:%s:%s".formatted(buyer.order(), what);
    }

    private String line(Buyer buyer) {
        return books.one("select 'line:' || id from order_line where order_id = '%s'".formatted(buyer.order()));
    }

    private static String status(Buyer buyer) {
        return "select status from orders where id = '%s'".formatted(buyer.order());
    }

    private String account() throws StripeException {
        var account = api().accounts()
                .create(AccountCreateParams.builder()
                        .putMetadata("provider", listing.provider().id().toString())
                        .build());
        stripe.connect().complete(account.getId());
        return account.getId();
    }

    private void isToldBy(HeldProgram told) {
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

    private void isPaidBy(String account) {
        books.run("""
                insert into payout_account (provider, version, country, stripe_id, state, pays_out, wanted_by, wanted_at)
                values ('%s', 1, 'NO', '%s', 'ACTIVE', true, 'test', now())
                """.formatted(listing.provider().id(), account));
    }

    private V1Services api() {
        return StripeClient.builder()
                .setApiKey("sk_test_tessera")
                .setApiBase(stripe.baseUrl().toString())
                .build()
                .v1();
    }

    private List<PaymentIntent> charges(Buyer buyer) throws StripeException {
        return api()
                .paymentIntents()
                .list(PaymentIntentListParams.builder().setLimit(100L).build())
                .getData()
                .stream()
                .filter(intent -> group(buyer).equals(intent.getTransferGroup()))
                .filter(intent -> "succeeded".equals(intent.getStatus()))
                .toList();
    }

    private int transfers(Buyer buyer) throws StripeException {
        return api().transfers()
                .list(TransferListParams.builder()
                        .setTransferGroup(group(buyer))
                        .build())
                .getData()
                .size();
    }

    private int refunds(Buyer buyer) throws StripeException {
        return api().refunds()
                .list(RefundListParams.builder()
                        .setPaymentIntent(charges(buyer).getFirst().getId())
                        .build())
                .getData()
                .size();
    }

    private static String group(Buyer buyer) {
        return "order:" + buyer.order();
    }
}
