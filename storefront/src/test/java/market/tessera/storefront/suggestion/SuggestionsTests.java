package market.tessera.storefront.suggestion;

import static org.assertj.core.api.Assertions.assertThat;

import market.tessera.storefront.StorefrontTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.web.reactive.server.WebTestClient;

@StorefrontTest
class SuggestionsTests {
    @Autowired
    WebTestClient client;

    @Value("${tessera.public-url}")
    String origin;

    @Test
    void completesInstitutionsOfferingsAndSkills() {
        client.get()
                .uri("/api/v1/suggestions?q=nordk")
                .exchange()
                .expectBody()
                .jsonPath("$.suggestions[?(@.kind=='provider')].url")
                .isEqualTo(origin + "/institutions/nordkyst");
        client.get()
                .uri("/api/v1/suggestions?q=offshore wi")
                .exchange()
                .expectBody()
                .jsonPath("$.suggestions[?(@.kind=='offering')]")
                .isNotEmpty();
        client.get()
                .uri("/api/v1/suggestions?q=offshore wind eng")
                .exchange()
                .expectBody()
                .jsonPath("$.suggestions[?(@.kind=='pathway')].url")
                .isEqualTo(origin + "/pathways/nk-wind");
        client.get()
                .uri("/api/v1/suggestions?q=wind res")
                .exchange()
                .expectBody()
                .jsonPath("$.suggestions[?(@.kind=='skill')].label")
                .isEqualTo("wind resource assessment");
        client.get()
                .uri("/api/v1/suggestions?q=calculo")
                .exchange()
                .expectBody()
                .jsonPath("$.suggestions[?(@.label=='cálculo de rentabilidad')]")
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "*", "((", "\"", "a:b", "\\", "x y z x y z x y z x y z x y z x y z"})
    void takesAnything(String typed) {
        client.get()
                .uri(builder -> builder.path("/api/v1/suggestions")
                        .queryParam("q", "{q}")
                        .build(typed))
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        var status = client.get()
                .uri("/api/v1/suggestions?query=wind")
                .exchange()
                .returnResult(String.class)
                .getStatus();

        assertThat(status.value()).isEqualTo(400);
    }
}
