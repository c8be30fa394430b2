package market.tessera.storefront.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import market.tessera.storefront.StorefrontTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

@StorefrontTest
class HomePageTests {
    private static final Pattern WORDS = Pattern.compile("href=\"/search\\?q=([^\"]+)\"");

    @Autowired
    WebTestClient client;

    @Test
    void proposesOnlySearchesThatFindSomething() {
        var proposed = WORDS.matcher(page("/", Map.of()))
                .results()
                .map(found -> URLDecoder.decode(found.group(1), StandardCharsets.UTF_8))
                .toList();

        assertThat(proposed).hasSize(4);
        assertThat(proposed)
                .allSatisfy(words -> assertThat(page("/search?q={words}", Map.of("words", words)))
                        .contains("class=\"card\"")
                        .doesNotContain("These come close"));
    }

    private String page(String address, Map<String, String> variables) {
        return client.get()
                .uri(address, variables)
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }
}
