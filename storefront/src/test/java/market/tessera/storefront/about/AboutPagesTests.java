package market.tessera.storefront.about;

import static org.assertj.core.api.Assertions.assertThat;

import market.tessera.storefront.StorefrontTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

@StorefrontTest
class AboutPagesTests {
    @Autowired
    WebTestClient client;

    @ParameterizedTest
    @ValueSource(strings = {"/about/help", "/about/privacy"})
    void tellWhoRunsTheMarketplaceAndWhereToWriteTo(String page) {
        var words = client.get()
                .uri(page)
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(words).contains("Fjord Market AS", "Storgata 1, Tromsø", "mailto:hello@fjord.example");
    }
}
