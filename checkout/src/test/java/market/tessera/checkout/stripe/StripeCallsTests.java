package market.tessera.checkout.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import market.tessera.checkout.Shop;
import market.tessera.checkout.stripe.StripeFailure.Outage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

class StripeCallsTests {
    private static final int WINDOW = 4;

    private final AtomicInteger asked = new AtomicInteger();
    private volatile int status = 503;
    private volatile String error = "";

    private DisposableServer server;
    private StripeCalls calls;

    @BeforeEach
    void start() {
        server = HttpServer.create()
                .host("127.0.0.1")
                .handle((_, response) -> {
                    asked.incrementAndGet();
                    return response.status(status)
                            .header("Stripe-Should-Retry", "false")
                            .sendString(Mono.just(
                                    "{\"id\": \"acct_1\", \"object\": \"account\", \"error\": {\"code\": \"%s\"}}"
                                            .formatted(error)));
                })
                .bindNow();
        calls = new StripeCalls(new StripeProperties(
                "sk_test",
                "whsec_test",
                null,
                URI.create("http://localhost:" + server.port()),
                false,
                "txcd_20030000",
                false,
                2,
                Duration.ofHours(1),
                Duration.ofHours(2),
                WINDOW,
                Duration.ofSeconds(3)));
    }

    @AfterEach
    void stop() {
        calls.destroy();
        server.disposeNow();
    }

    @Test
    void isNotAskedWhileItDoesNotAnswerAndAskedAgainLater() {
        for (var call = 0; call < WINDOW; call++) {
            assertThat(fails()).isTrue();
        }
        var askedUntilItWasGivenUp = asked.get();

        assertThat(fails()).isTrue();

        assertThat(asked.get()).isEqualTo(askedUntilItWasGivenUp);
        status = 200;
        await().atMost(Shop.PATIENCE).until(() -> !fails());
    }

    @Test
    void isNotGivenUpForSayingNo() {
        status = 400;
        for (var call = 0; call < WINDOW * 2; call++) {
            assertThat(fails()).isFalse();
        }

        assertThat(asked.get()).isEqualTo(WINDOW * 2);
    }

    @Test
    void hasRefusedNothingWhereItDoesNotKnowOurKey() {
        status = 401;
        assertThat(fails()).as("a key that was rolled").isTrue();
        status = 403;
        assertThat(fails()).as("a key that may not").isTrue();

        error = "account_invalid";
        assertThat(fails()).as("an account that is not ours any more").isFalse();
    }

    /** Whether nothing is known of what was asked. */
    private boolean fails() {
        return calls.call(stripe -> stripe.accounts().retrieve("acct_1"))
                .map(_ -> false)
                .onErrorResume(StripeFailure.class, failure -> Mono.just(failure instanceof Outage))
                .block();
    }
}
