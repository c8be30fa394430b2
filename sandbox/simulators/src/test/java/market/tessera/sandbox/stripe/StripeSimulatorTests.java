package market.tessera.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.ApiException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import com.stripe.net.Webhook;
import com.stripe.param.AccountLinkCreateParams;
import com.stripe.param.RefundCreateParams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import market.tessera.sandbox.buyer.Browser;
import market.tessera.sandbox.stripe.Outages.Outage;
import market.tessera.sandbox.stripe.Webhooks.Faults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StripeSimulatorTests extends RunningSimulator {
    private static final Path FIXTURES = Path.of(System.getenv().getOrDefault("TESSERA_SHARED", "../../../shared"))
            .resolve("data/stripe/fixtures3.json");

    @Test
    void aPaidSessionIsCompleteAndTold() throws StripeException {
        var session = open("one");

        assertThat(pay(session, "4242 4242 4242 4242").location()).isEqualTo("http://shop.test/done");

        var paid = stripe.checkout().sessions().retrieve(session.getId());
        assertThat(paid.getStatus()).isEqualTo("complete");
        assertThat(paid.getPaymentStatus()).isEqualTo("paid");
        assertThat(stripe.paymentIntents().retrieve(paid.getPaymentIntent()).getMetadata())
                .containsEntry("order", "order-1");
        var event = Webhook.constructEvent(
                told("checkout.session.completed").body(),
                told("checkout.session.completed").signature(),
                SECRET);
        assertThat(event.getDataObjectDeserializer().getObject()).containsInstanceOf(Session.class);
    }

    @Test
    void refusedCardsLeaveTheSessionOpen() throws StripeException {
        var session = open("two");

        assertThat(pay(session, "4000 0000 0000 0002").body()).contains("declined");
        assertThat(pay(session, "4000 0000 0000 9995").body()).contains("insufficient funds");
        assertThat(pay(session, "1234 5678").body()).contains("not one of the test cards");
        assertThat(pay(session, "4000 0025 0000 3155").body()).contains("3-D Secure");

        assertThat(stripe.checkout().sessions().retrieve(session.getId()).getStatus())
                .isEqualTo("open");
        assertThat(told("payment_intent.payment_failed").body()).contains("generic_decline");
        assertThat(authenticated(session, "complete").location()).isEqualTo("http://shop.test/done");
    }

    @Test
    void aBankThatAsksIsAnsweredBeforeAnythingIsPaid() throws StripeException {
        var session = open("secure");

        assertThat(authenticated(session, "complete").body())
                .as("nobody has asked yet")
                .contains("Enter your card first");
        pay(session, "4000 0000 0000 3220");
        var intent = stripe.checkout().sessions().retrieve(session.getId()).getPaymentIntent();
        assertThat(stripe.paymentIntents().retrieve(intent).getStatus()).isEqualTo("requires_action");
        assertThat(authenticated(session, "fail").body()).contains("The authentication failed");
        assertThat(stripe.paymentIntents()
                        .retrieve(intent)
                        .getLastPaymentError()
                        .getCode())
                .isEqualTo("payment_intent_authentication_failure");
        pay(session, "4000 0084 0000 1629");
        assertThat(authenticated(session, "complete").body()).contains("Your card was declined");
        pay(session, "4000 0027 6000 3184");
        assertThat(authenticated(session, "complete").location()).isEqualTo("http://shop.test/done");

        var paid = stripe.checkout().sessions().retrieve(session.getId());
        assertThat(paid.getPaymentStatus()).isEqualTo("paid");
        assertThat(paid.getPaymentIntent())
                .as("all attempts are attempts of one intent")
                .isEqualTo(intent);
        assertThat(authenticated(session, "complete").status()).isEqualTo(410);
    }

    @Test
    void whatWasAttemptedEndsWithItsSession() throws StripeException {
        var session = open("given up");
        pay(session, "4000 0000 0000 0002");

        var expired = stripe.checkout().sessions().expire(session.getId());

        assertThat(stripe.paymentIntents().retrieve(expired.getPaymentIntent()).getStatus())
                .isEqualTo("canceled");
    }

    private Browser.Answer authenticated(Session session, String outcome) {
        return browser()
                .post("/c/pay/" + session.getId() + "/authentication", Map.of("outcome", outcome))
                .block();
    }

    @Test
    void theSameKeyGetsTheSameAnswerAndNoOther() throws StripeException {
        var first = open("key");

        assertThat(open("key").getId()).isEqualTo(first.getId());
        assertThat(open("other").getId()).isNotEqualTo(first.getId());
        assertThatThrownBy(() -> stripe.checkout().sessions().create(request(99_900L), key("key")))
                .isInstanceOf(IdempotencyException.class);
    }

    @Test
    void anExpiredSessionCannotBePaidAndAPaidOneNotExpire() throws StripeException {
        var expired = open("expired");
        stripe.checkout().sessions().expire(expired.getId());
        var paid = open("paid");
        pay(paid, "4242424242424242");

        assertThat(pay(expired, "4242424242424242").status()).isEqualTo(410);
        assertThatThrownBy(() -> stripe.checkout().sessions().expire(paid.getId()))
                .isInstanceOf(InvalidRequestException.class);
        assertThat(told("checkout.session.expired").body()).contains(expired.getId());
    }

    @Test
    void neverMoreGoesBackThanCame() throws StripeException {
        var session = open("refund");
        pay(session, "4242424242424242");
        var intent = stripe.checkout().sessions().retrieve(session.getId()).getPaymentIntent();

        var half = stripe.refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(intent)
                        .setAmount(5_000L)
                        .build());
        var rest = stripe.refunds()
                .create(RefundCreateParams.builder().setPaymentIntent(intent).build());

        assertThat(half.getAmount() + rest.getAmount()).isEqualTo(39_000L);
        assertThatThrownBy(() -> stripe.refunds()
                        .create(RefundCreateParams.builder()
                                .setPaymentIntent(intent)
                                .build()))
                .isInstanceOf(InvalidRequestException.class);
        told("charge.refunded");
    }

    @Test
    void whatIsDeniedCanBeGivenBackOnlyOnceItIsWon() throws StripeException {
        var session = open("denied");
        pay(session, "4242424242424242");
        var wish = RefundCreateParams.builder()
                .setPaymentIntent(
                        stripe.checkout().sessions().retrieve(session.getId()).getPaymentIntent())
                .build();
        var dispute = simulator.bank().dispute(wish.getPaymentIntent());

        assertThatThrownBy(() -> stripe.refunds().create(wish)).hasMessageContaining("charged back");
        simulator.bank().decide(dispute, true);

        assertThat(stripe.refunds().create(wish).getStatus()).isEqualTo("succeeded");
    }

    @Test
    void everythingIsStillThereAfterARestart() throws StripeException {
        var session = open("kept");
        simulator.close();
        start(Clock.systemUTC());

        assertThat(stripe.checkout().sessions().retrieve(session.getId()).getAmountTotal())
                .isEqualTo(39_000L);
        assertThat(open("kept").getId()).isEqualTo(session.getId());
    }

    @Test
    void keysAreForgottenAfterADayAndSessionsEndByThemselves() throws StripeException {
        var session = open("day");
        simulator.close();
        start(Clock.fixed(Instant.now().plus(Duration.ofHours(25)), ZoneOffset.UTC));

        told("checkout.session.expired");
        assertThat(stripe.checkout().sessions().retrieve(session.getId()).getStatus())
                .isEqualTo("expired");
        assertThat(stripe.checkout()
                        .sessions()
                        .create(request(39_000L, Instant.now().plus(Duration.ofHours(26))), key("day"))
                        .getId())
                .isNotEqualTo(session.getId());
    }

    @Test
    void aRefusedWebhookComesAgain() throws StripeException {
        refusals.set(2);

        pay(open("again"), "4242424242424242");

        told("checkout.session.completed");
        told("payment_intent.succeeded");
    }

    @Test
    void deliveriesAreDoubledOrLostOnDemand() throws StripeException {
        simulator.webhooks().faults(new Faults(3, Duration.ZERO, true));
        pay(open("thrice"), "4242424242424242");

        var copies = Mono.fromCallable(() -> received.stream()
                        .filter(event -> event.body().contains("checkout.session.completed"))
                        .count())
                .filter(count -> count == 3)
                .repeatWhenEmpty(Integer.MAX_VALUE, tries -> tries.delayElements(Duration.ofMillis(20)))
                .block(Duration.ofSeconds(20));
        assertThat(copies).isEqualTo(3);
    }

    @Test
    void failsOnDemand() throws StripeException {
        simulator.outages().fail(Outage.UNAVAILABLE, 1);

        assertThatThrownBy(() -> open("out")).isInstanceOf(ApiException.class);
        assertThat(open("out").getStatus()).isEqualTo("open");

        simulator.outages().fail(Outage.UNAVAILABLE_FOR_LONG, 1);
        assertThatThrownBy(() -> open("for long")).isInstanceOf(ApiException.class);
    }

    @Test
    void badRequestsAreRefusedAsStripeDoes() {
        assertThatThrownBy(() -> client("pk_test").checkout().sessions().create(request(1L)))
                .isInstanceOf(AuthenticationException.class);
        assertThatThrownBy(() -> stripe.checkout().sessions().retrieve("cs_test_nothing"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("No such checkout.session");
        assertThatThrownBy(() -> stripe.checkout()
                        .sessions()
                        .create(request(1L, Instant.now().plus(Duration.ofMinutes(5)))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("30 minutes");
        assertThatThrownBy(() -> stripe.checkout().sessions().create(request(49L)))
                .isInstanceOf(InvalidRequestException.class)
                .extracting(failure -> ((StripeException) failure).getCode())
                .isEqualTo("amount_too_small");
        assertThatThrownBy(() -> stripe.checkout().sessions().create(request(100_000_000L)))
                .isInstanceOf(InvalidRequestException.class)
                .extracting(failure -> ((StripeException) failure).getCode())
                .isEqualTo("amount_too_large");
    }

    private static AccountLinkCreateParams onboarding(String account) {
        return AccountLinkCreateParams.builder()
                .setAccount(account)
                .setType(AccountLinkCreateParams.Type.ACCOUNT_ONBOARDING)
                .setReturnUrl("http://shop.test/return")
                .setRefreshUrl("http://shop.test/refresh")
                .build();
    }

    @Test
    @EnabledIf("fixturesAreThere")
    void objectsHaveTheShapeOfStripesOwn() throws StripeException, IOException {
        var session = open("shape");
        pay(session, "4242424242424242");
        var paid = stripe.checkout().sessions().retrieve(session.getId());
        var intent = stripe.paymentIntents().retrieve(paid.getPaymentIntent());
        var refund = stripe.refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(intent.getId())
                        .build());
        var charge = stripe.charges().retrieve(intent.getLatestCharge());
        var account = account();
        var link = stripe.accountLinks().create(onboarding(account));
        simulator.connect().complete(account);
        var transfer = stripe.transfers().create(transfer(account, charge.getId(), 39_000));
        var reversal = stripe.transfers().reversals().create(transfer.getId());

        assertShape("checkout.session", paid.getLastResponse().body());
        assertShape("payment_intent", intent.getLastResponse().body());
        assertShape("refund", refund.getLastResponse().body());
        assertShape("charge", charge.getLastResponse().body());
        assertShape(
                "account", stripe.accounts().retrieve(account).getLastResponse().body());
        assertShape("account_link", link.getLastResponse().body());
        assertShape("transfer", transfer.getLastResponse().body());
        assertShape("transfer_reversal", reversal.getLastResponse().body());
        var denied = open("denied shape");
        pay(denied, "4000 0000 0000 0259");
        assertShape("dispute", first(stripe.disputes().list().getLastResponse().body()));
        assertShape("event", told("checkout.session.completed").body());
    }

    private static String first(String list) {
        return JsonMapper.shared().readTree(list).at("/data/0").toString();
    }

    static boolean fixturesAreThere() {
        return Files.exists(FIXTURES);
    }

    /** Every member is known to Stripe, and of the kind it has there wherever both say something. */
    private static void assertShape(String type, String object) throws IOException {
        var example = JsonMapper.shared()
                .readTree(Files.readString(FIXTURES))
                .path("resources")
                .path(type);
        JsonMapper.shared().readTree(object).properties().forEach(member -> {
            var expected = example.path(member.getKey());
            assertThat(example.has(member.getKey()))
                    .as(type + "." + member.getKey())
                    .isTrue();
            assertThat(sameKind(member.getValue(), expected))
                    .as("%s.%s is %s, like %s", type, member.getKey(), member.getValue(), expected)
                    .isTrue();
        });
    }

    private static boolean sameKind(JsonNode value, JsonNode expected) {
        return value.isNull() || expected.isNull() || value.getNodeType() == expected.getNodeType();
    }
}
