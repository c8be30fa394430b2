package market.tessera.storefront.offering;

import market.tessera.platform.identity.SignedCalls;
import market.tessera.storefront.StorefrontTest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@StorefrontTest
abstract class OfferingSteps {
    static final JsonMapper JSON = JsonMapper.builder().build();
    static final String PREVIEW = "/internal/offering-preview";

    @Autowired
    WebTestClient client;

    WebTestClient.ResponseSpec preview(String body, @Nullable String signature) {
        return client.post()
                .uri(PREVIEW)
                .contentType(MediaType.APPLICATION_JSON)
                .accept(MediaType.TEXT_HTML)
                .headers(headers -> headers.set(SignedCalls.HEADER, signature))
                .bodyValue(body)
                .exchange();
    }

    String page(String slug) {
        return client.get()
                .uri("/offerings/" + slug)
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    JsonNode read(String id, String type) {
        return get("/api/v1/offerings/" + id, type);
    }

    JsonNode get(String address, String type) {
        return JSON.readTree(client.get()
                .uri(address)
                .header("Accept", type)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(type)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }
}
