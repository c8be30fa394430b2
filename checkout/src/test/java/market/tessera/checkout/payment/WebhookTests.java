package market.tessera.checkout.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.Stripe;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Shop;
import market.tessera.checkout.Surroundings;
import market.tessera.checkout.order.Payments;
import market.tessera.sandbox.buyer.GuestBuyer;
import market.tessera.sandbox.stripe.Webhooks;
import market.tessera.sandbox.stripe.Webhooks.Faults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@CheckoutTest
class WebhookTests {
    @Autowired
    private Shop shop;

    @Autowired
    private Payments payments;

    @Autowired
    private Environment environment;

    private WebTestClient client;

    @BeforeEach
    void connect() {
        client = WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + environment.getRequiredProperty("local.server.port"))
                .responseTimeout(Shop.PATIENCE)
                .build();
    }

    @AfterEach
    void allIsWell() {
        Surroundings.STRIPE.webhooks().faults(Faults.NONE);
    }

    @Test
    void payingIsEnoughEvenIfTheBuyerNeverComesBack() {
        var order = placed("gone@example.org");

        pay(order);

        shop.await("select status in ('PAID', 'FULFILLED') from orders where id = '%s'".formatted(order.id()), true);
        assertSettledOnce(order);
    }

    @Test
    void repeatedAndShuffledEventsSettleOnce() {
        Surroundings.STRIPE.webhooks().faults(new Faults(5, Duration.ZERO, true));
        var order = placed("five@example.org");

        pay(order);
        shop.await("select status in ('PAID', 'FULFILLED') from orders where id = '%s'".formatted(order.id()), true);

        assertSettledOnce(order);
    }

    @Test
    void webhookReturnAndJanitorAtOnceSettleOnce() {
        Surroundings.STRIPE.webhooks().faults(new Faults(3, Duration.ZERO, false));
        var order = placed("atonce@example.org");

        Mono.when(
                        order.buyer().pay(order.page(), GuestBuyer.CARD_THAT_PAYS),
                        Flux.range(0, 6).flatMap(_ -> order.buyer().comeBack(order.id())),
                        Flux.range(0, 6).flatMap(_ -> payments.refresh(order.id())))
                .block();
        order.buyer().comeBack(order.id()).block();

        assertSettledOnce(order);
    }

    @Test
    void aLostWebhookIsMadeUpForByTheJanitor() {
        Surroundings.STRIPE.webhooks().faults(Faults.LOST);
        var order = placed("lost@example.org");
        pay(order);

        payments.refresh(order.id()).block();

        assertSettledOnce(order);
    }

    @Test
    void anExpiryThatComesAfterThePaymentChangesNothing() {
        var order = placed("disorder@example.org");
        pay(order);
        shop.await("select status in ('PAID', 'FULFILLED') from orders where id = '%s'".formatted(order.id()), true);

        deliver(event("evt_disorder", "checkout.session.expired", order.id(), "expired"))
                .expectStatus()
                .isOk();

        assertThat(shop.status(order.id())).isIn("PAID", "FULFILLED");
        assertSettledOnce(order);
    }

    @Test
    void anEventAboutNoOrderOfOursIsAcceptedAndChangesNothing() {
        var foreign = UUID.randomUUID();

        deliver(event("evt_foreign", "checkout.session.completed", foreign, "complete"))
                .expectStatus()
                .isOk();
        deliver(event("evt_foreign", "checkout.session.completed", foreign, "complete"))
                .expectStatus()
                .isOk();

        assertThat(shop.count("select count(*) from posting where order_id = '%s'".formatted(foreign)))
                .isZero();
        assertThat(shop.count("select count(*) from stripe_event where id = 'evt_foreign'"))
                .isEqualTo(1);
    }

    @Test
    void aWrongAmountIsNotOurs() {
        var order = placed("amount@example.org");

        deliver(event("evt_amount", "checkout.session.completed", order.id(), "complete"))
                .expectStatus()
                .isOk();

        assertThat(shop.status(order.id())).isEqualTo("PENDING");
    }

    @Test
    void whatStripeHasNotSignedIsRefused() {
        var body = event("evt_forged", "checkout.session.completed", UUID.randomUUID(), "complete");
        var old = Instant.now().minus(Duration.ofHours(1)).getEpochSecond();

        send(body, "t=1,v1=00").expectStatus().isBadRequest();
        send(body, "nonsense").expectStatus().isBadRequest();
        send(body, "t=x,v1=").expectStatus().isBadRequest();
        send(body, Webhooks.signature("whsec_other", Instant.now().getEpochSecond(), body))
                .expectStatus()
                .isBadRequest();
        send(body, Webhooks.signature(Surroundings.WEBHOOK_SECRET, old, body))
                .expectStatus()
                .isBadRequest();
        deliver("{\"not\": \"an event").expectStatus().isBadRequest();
        deliver("[]").expectStatus().isBadRequest();
        client.post()
                .uri("/webhooks/stripe")
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("https://tessera.market/problems/bad-signature");
    }

    private record Placed(GuestBuyer buyer, UUID id, URI page, String email) {}

    private Placed placed(String email) {
        var listing =
                Listing.of("Course for " + email, Provider.named("Nordkyst")).intake(7_700L, "EUR", 3);
        shop.onSale(listing);
        var buyer = shop.guest(email);
        buyer.add(listing.id(), listing.firstIntake()).block();
        var order = buyer.checkOut().block();
        return new Placed(buyer, order, buyer.paymentPage(order).block(), email);
    }

    private static void pay(Placed order) {
        order.buyer().pay(order.page(), GuestBuyer.CARD_THAT_PAYS).block();
    }

    private void assertSettledOnce(Placed order) {
        assertThat(shop.status(order.id())).isIn("PAID", "FULFILLED");
        assertThat(shop.count("select count(*) from posting where order_id = '%s' and account = 'STRIPE'"
                        .formatted(order.id())))
                .isEqualTo(1);
        assertThat(shop.count("select count(*) from order_key where order_id = '%s' and purpose = 'CLAIM'"
                        .formatted(order.id())))
                .isEqualTo(1);
        assertThat(shop.count("select count(*) from enrollment where order_id = '%s'".formatted(order.id())))
                .isEqualTo(1);
        shop.mail(order.email(), "receipt");
        assertThat(Surroundings.INBOX.messagesTo(order.email()))
                .filteredOn(mail -> mail.subject().contains("receipt"))
                .hasSize(1);
    }

    private WebTestClient.ResponseSpec deliver(String body) {
        return send(
                body,
                Webhooks.signature(Surroundings.WEBHOOK_SECRET, Instant.now().getEpochSecond(), body));
    }

    private WebTestClient.ResponseSpec send(String body, String signature) {
        return client.post()
                .uri("/webhooks/stripe")
                .header("Stripe-Signature", signature)
                .bodyValue(body)
                .exchange();
    }

    private static String event(String id, String type, UUID order, String status) {
        return """
                {"id": "%s", "object": "event", "api_version": "%s", "created": 1790000000, "livemode": false, "pending_webhooks": 1,
                 "type": "%s", "data": {"object": {"id": "cs_test_%s", "object": "checkout.session", "client_reference_id": "%s",
                 "status": "%s", "payment_status": "%s", "amount_total": 1, "currency": "eur", "payment_intent": "pi_1"}}}
                """.formatted(
                        id, Stripe.API_VERSION, type, id, order, status, status.equals("complete") ? "paid" : "unpaid");
    }
}
