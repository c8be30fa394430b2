package market.tessera.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

class WebhookSecretTests {
    /** The example of Svix's documentation, from which the standard came. */
    @Test
    void signsAsOthersDo() {
        var headers = new HttpHeaders();

        WebhookSecret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                .sign(
                        headers,
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        Instant.ofEpochSecond(1_614_265_330),
                        "{\"test\": 2432232314}");

        assertThat(headers.getFirst("webhook-signature")).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assertThat(headers.getFirst("webhook-timestamp")).isEqualTo("1614265330");
    }

    @Test
    void isAnotherOneEachTimeAndReadsWhatItWrote() {
        var secret = WebhookSecret.random();

        assertThat(WebhookSecret.of(secret.text()).text()).isEqualTo(secret.text());
        assertThat(WebhookSecret.random().text()).isNotEqualTo(secret.text()).startsWith("whsec_");
        assertThat(secret.toString()).doesNotContain(secret.text());
    }
}
