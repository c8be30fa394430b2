package market.tessera.sandbox.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.param.AccountCreateParams;
import com.stripe.param.TransferCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.service.V1Services;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import market.tessera.sandbox.buyer.Browser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.json.JsonMapper;

abstract class RunningSimulator {
    static final String SECRET = "whsec_test";
    static final Instant EXPIRY = Instant.now().plus(Duration.ofHours(2));
    final Queue<Received> received = new ConcurrentLinkedQueue<>();
    final AtomicInteger refusals = new AtomicInteger();

    @TempDir
    Path folder;

    DisposableServer shop;
    StripeSimulator simulator;
    V1Services stripe;

    @BeforeEach
    void start() {
        shop = HttpServer.create()
                .host("127.0.0.1")
                .route(routes -> routes.post(
                        "/webhooks",
                        (request, response) -> request.receive()
                                .aggregate()
                                .asString()
                                .flatMap(body -> {
                                    if (refusals.getAndDecrement() > 0) {
                                        return response.status(500).send().then();
                                    }
                                    received.add(new Received(
                                            body, request.requestHeaders().get("Stripe-Signature")));
                                    return response.status(200).send().then();
                                })))
                .bindNow();
        start(Clock.systemUTC());
    }

    void start(Clock clock) {
        var webhooks = URI.create("http://localhost:%d/webhooks".formatted(shop.port()));
        simulator = StripeSimulator.start(0, folder.resolve("journal.ndjson"), webhooks, SECRET, clock);
        stripe = client("sk_test_1");
    }

    V1Services client(String key) {
        return StripeClient.builder()
                .setApiKey(key)
                .setApiBase(simulator.baseUrl().toString())
                .build()
                .v1();
    }

    @AfterEach
    void stop() {
        simulator.close();
        shop.disposeNow();
    }

    Received told(String type) {
        return Mono.fromCallable(() -> received.stream()
                        .filter(event -> event.body().contains("\"type\":\"" + type + "\""))
                        .findFirst()
                        .orElse(null))
                .repeatWhenEmpty(Integer.MAX_VALUE, tries -> tries.delayElements(Duration.ofMillis(20)))
                .block(Duration.ofSeconds(20));
    }

    String account() throws StripeException {
        return stripe.accounts()
                .create(AccountCreateParams.builder()
                        .setType(AccountCreateParams.Type.EXPRESS)
                        .build())
                .getId();
    }

    static TransferCreateParams transfer(String account, String charge, long amount) {
        return TransferCreateParams.builder()
                .setAmount(amount)
                .setCurrency("eur")
                .setDestination(account)
                .setSourceTransaction(charge)
                .setTransferGroup("order-1")
                .build();
    }

    String charge(String name) throws StripeException {
        var session = open(name);
        pay(session, "4242424242424242");
        var intent = stripe.checkout().sessions().retrieve(session.getId()).getPaymentIntent();
        return stripe.paymentIntents().retrieve(intent).getLatestCharge();
    }

    Session open(String key) throws StripeException {
        return stripe.checkout().sessions().create(request(39_000L), key(key));
    }

    Browser.Answer pay(Session session, String card) {
        return browser()
                .post("/c/pay/" + session.getId(), Map.of("number", card, "email", "amara@example.org"))
                .block();
    }

    Browser browser() {
        return new Browser(HttpClient.create(), simulator.baseUrl());
    }

    static RequestOptions key(String key) {
        return RequestOptions.builder().setIdempotencyKey(key).build();
    }

    static SessionCreateParams request(long amount) {
        return request(amount, EXPIRY);
    }

    static SessionCreateParams request(long amount, Instant expires) {
        return request(amount, expires, "eur");
    }

    static SessionCreateParams request(long amount, Instant expires, String currency) {
        return SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setClientReferenceId("order-1")
                .setCustomerEmail("amara@example.org")
                .setSuccessUrl("http://shop.test/done")
                .setCancelUrl("http://shop.test/basket")
                .setExpiresAt(expires.getEpochSecond())
                .setPaymentIntentData(SessionCreateParams.PaymentIntentData.builder()
                        .putMetadata("order", "order-1")
                        .build())
                .addLineItem(SessionCreateParams.LineItem.builder()
                        .setQuantity(1L)
                        .setPriceData(SessionCreateParams.LineItem.PriceData.builder()
                                .setCurrency(currency)
                                .setUnitAmount(amount)
                                .setProductData(SessionCreateParams.LineItem.PriceData.ProductData.builder()
                                        .setName("Offshore wind")
                                        .build())
                                .build())
                        .build())
                .build();
    }

    static String first(String list) {
        return JsonMapper.shared().readTree(list).at("/data/0").toString();
    }

    record Received(String body, String signature) {}
}
