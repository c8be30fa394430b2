package market.tessera.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import com.stripe.net.Webhook;
import com.stripe.param.RefundCreateParams;
import java.util.Map;
import market.tessera.sandbox.buyer.Browser;
import org.junit.jupiter.api.Test;

class StripeSimulatorTests extends RunningSimulator {
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
}
