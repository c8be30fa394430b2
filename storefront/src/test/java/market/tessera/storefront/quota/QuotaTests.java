package market.tessera.storefront.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import market.tessera.storefront.StorefrontTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

@StorefrontTest
@TestPropertySource(
        properties = {"storefront.quota.anonymous=4", "storefront.quota.window=1h", "TESSERA_FORWARDED_HEADERS=native"})
class QuotaTests {
    @Autowired
    WebTestClient client;

    @Test
    void tellsWhatIsLeftAndRefusesWhatIsTooMuch() {
        assertThat(get("198.51.100.1").getResponseHeaders().getFirst("RateLimit-Policy"))
                .isEqualTo("\"anonymous\";q=4;w=3600");
        assertThat(get("198.51.100.1").getResponseHeaders().getFirst("RateLimit"))
                .matches("\"anonymous\";r=2;t=(1799|1800)");
        get("198.51.100.1");
        assertThat(get("198.51.100.1").getStatus().value()).isEqualTo(200);

        var refused = get("198.51.100.1");

        assertThat(refused.getStatus().value()).isEqualTo(429);
        assertThat(refused.getResponseHeaders().getContentType().toString()).startsWith("application/problem+json");
        assertThat(refused.getResponseHeaders().getFirst("RateLimit")).startsWith("\"anonymous\";r=0;t=");
        assertThat(Long.parseLong(refused.getResponseHeaders().getFirst("Retry-After")))
                .isBetween(800L, 900L);
        assertThat(refused.getResponseBody().blockFirst()).contains("problems/too-many-requests");
    }

    @Test
    void countsEachNetworkOnItsOwnAndAnIpv6HalfAsOne() {
        for (var request = 0; request < 4; request++) {
            get("198.51.100.2");
            get("2001:db8:1:2::" + request);
        }

        assertThat(get("198.51.100.2").getStatus().value()).isEqualTo(429);
        assertThat(get("198.51.100.3").getStatus().value()).isEqualTo(200);
        assertThat(get("2001:db8:1:2:ffff::1").getStatus().value()).isEqualTo(429);
        assertThat(get("2001:db8:1:3::1").getStatus().value()).isEqualTo(200);
    }

    @Test
    void tryingKeysIsNoFasterThanAskingWithoutOne() {
        for (var request = 0; request < 4; request++) {
            assertThat(get("198.51.100.4", "tsa_guess" + request).getStatus().value())
                    .isEqualTo(401);
        }

        assertThat(get("198.51.100.4", "tsa_guess").getStatus().value()).isEqualTo(429);
    }

    @Test
    void countsAnAddressHoweverItIsWritten() {
        for (var request = 0; request < 4; request++) {
            spelled().expectStatus().isOk();
        }

        spelled().expectStatus().isEqualTo(429);
    }

    private WebTestClient.ResponseSpec spelled() {
        return client.get()
                .uri(site -> URI.create(site.build() + "/%61pi/v1/offerings?limit=1"))
                .header("X-Forwarded-For", "198.51.100.7")
                .exchange();
    }

    @Test
    void countsNoPagesAndNoDescription() {
        for (var request = 0; request < 6; request++) {
            client.get()
                    .uri("/api/openapi.json")
                    .header("X-Forwarded-For", "198.51.100.5")
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .doesNotExist("RateLimit");
        }
    }

    @Test
    void anyPageMayReadButNothingElse() {
        client.get()
                .uri("/api/v1/offerings?limit=1")
                .header("Origin", "https://listing.example")
                .header("X-Forwarded-For", "198.51.100.6")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Access-Control-Allow-Origin", "*")
                .expectHeader()
                .value(
                        "Access-Control-Expose-Headers",
                        exposed -> assertThat(exposed)
                                .contains("ETag", "Link", "RateLimit", "Retry-After", "Changes-Since"));
        assertThat(preflight("GET")).isEqualTo(200);
        assertThat(preflight("POST")).isEqualTo(403);
    }

    private int preflight(String method) {
        return client.options()
                .uri("/api/v1/offerings")
                .header("Origin", "https://listing.example")
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", "authorization")
                .exchange()
                .returnResult(String.class)
                .getStatus()
                .value();
    }

    private org.springframework.test.web.reactive.server.FluxExchangeResult<String> get(String address, String... key) {
        var request = client.get().uri("/api/v1/offerings?limit=1").header("X-Forwarded-For", address);
        for (var each : key) {
            request.header("Authorization", "Bearer " + each);
        }
        return request.exchange().returnResult(String.class);
    }
}
