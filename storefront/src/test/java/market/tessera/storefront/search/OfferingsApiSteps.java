package market.tessera.storefront.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import market.tessera.storefront.StorefrontTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the tests of the list do again and again. */
@StorefrontTest
abstract class OfferingsApiSteps {
    static final String PATH = "/api/v1/offerings";
    static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    WebTestClient client;

    static Map<String, String> with(Map<String, String> query, String name, String value) {
        var changed = new LinkedHashMap<>(query);
        changed.put(name, value);
        return changed;
    }

    List<JsonNode> all(Map<String, String> query) {
        var items = new ArrayList<JsonNode>();
        var page = get(query);
        page.path("items").forEach(items::add);
        var seen = new HashSet<String>();
        while (page.path("next").isString() && seen.add(page.path("next").asString())) {
            page = get(with(query, "cursor", page.path("next").asString()));
            page.path("items").forEach(items::add);
        }
        return items;
    }

    static List<String> titles(JsonNode answer) {
        return StreamSupport.stream(answer.path("items").spliterator(), false)
                .map(item -> item.path("title").asString())
                .toList();
    }

    JsonNode get(Map<String, String> query) {
        return read(client.get().uri(builder -> {
            builder.path(PATH);
            query.keySet().forEach(name -> builder.queryParam(name, "{" + name + "}"));
            return builder.build(query);
        }));
    }

    static JsonNode read(WebTestClient.RequestHeadersSpec<?> request) {
        var body = request.exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return JSON.readTree(body);
    }
}
