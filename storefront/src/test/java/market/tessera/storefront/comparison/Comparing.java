package market.tessera.storefront.comparison;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import market.tessera.storefront.SampleIndex;
import market.tessera.storefront.StorefrontTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Offerings beside each other, by the API and as a page. */
@StorefrontTest
abstract class Comparing {
    static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    WebTestClient client;

    static ObjectNode changed(int at, Consumer<ObjectNode> change) {
        var offering =
                (ObjectNode) SampleIndex.offerings().get(at).path("offering").deepCopy();
        change.accept(offering);
        return SampleIndex.published(offering);
    }

    String body(String address) {
        return client.get()
                .uri(address)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    JsonNode compare(List<String> ids) {
        return JSON.readTree(client.get()
                .uri("/api/v1/comparisons?ids=" + String.join(",", ids))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    static JsonNode row(JsonNode comparison, String name) {
        return stream(comparison.path("elements"))
                .filter(row -> row.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static java.util.stream.Stream<JsonNode> stream(JsonNode nodes) {
        return StreamSupport.stream(nodes.spliterator(), false);
    }

    static List<String> ids(int from, int count) {
        return SampleIndex.offerings().stream()
                .skip(from)
                .limit(count)
                .map(each -> each.path("id").asString())
                .collect(Collectors.toList());
    }
}
