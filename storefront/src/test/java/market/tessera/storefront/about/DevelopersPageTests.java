package market.tessera.storefront.about;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import market.tessera.storefront.StorefrontTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.util.HtmlUtils;

@StorefrontTest
class DevelopersPageTests {
    private static final Pattern COMMAND =
            Pattern.compile("curl -sS [^'\n]*(?:'Accept: ([^']+)' )?'http://[^/]+(/[^']+)'");

    @Autowired
    WebTestClient client;

    @Test
    void givesCommandsThatWork() {
        var page = HtmlUtils.htmlUnescape(client.get()
                .uri("/developers")
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());

        var commands = COMMAND.matcher(page).results().toList();
        assertThat(commands).hasSize(8);
        for (var command : commands) {
            var answer = client.get()
                    .uri(command.group(2))
                    .header("Accept", command.group(1) == null ? "*/*" : command.group(1))
                    .exchange()
                    .returnResult(byte[].class);
            assertThat(answer.getStatus().value()).as(command.group()).isEqualTo(200);
            assertThat(answer.getResponseBody().blockFirst()).isNotEmpty();
        }
        assertThat(page).contains("/account/keys", "/api/openapi.json", "3,000 requests in 60 seconds");
    }
}
