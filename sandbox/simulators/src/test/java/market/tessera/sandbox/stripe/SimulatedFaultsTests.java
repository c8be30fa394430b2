package market.tessera.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.ApiException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import market.tessera.sandbox.stripe.Outages.Outage;
import market.tessera.sandbox.stripe.Webhooks.Faults;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class SimulatedFaultsTests extends RunningSimulator {
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
}
