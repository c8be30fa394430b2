package market.tessera.storefront.api;

import static org.assertj.core.api.Assertions.assertThat;

import market.tessera.storefront.SampleIndex;
import market.tessera.storefront.StorefrontTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

@StorefrontTest
class CrawlersTests {
    @Autowired
    WebTestClient client;

    @Test
    void listsEveryPageOfTheCatalogue() {
        client.get()
                .uri("/sitemap.xml")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith("application/xml")
                .expectBody(String.class)
                .value(xml -> SampleIndex.offerings()
                        .forEach(offering -> assertThat(xml)
                                .contains("/offerings/" + offering.path("slug").asString() + "<")));
    }

    @Test
    void keepsCrawlersOutOfWhatIsPersonal() {
        client.get()
                .uri("/robots.txt")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(text -> assertThat(text).contains("Disallow: /basket", "Sitemap: "));
    }
}
