package market.tessera.storefront.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import market.tessera.storefront.SampleIndex;
import market.tessera.storefront.StorefrontTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The description and the service say the same. */
@StorefrontTest
class OpenApiTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    WebTestClient client;

    @Test
    void describesEveryOperation() {
        var document = document();

        assertThat(document.path("openapi").asString()).startsWith("3.1");
        assertThat(document.path("paths").propertyNames())
                .contains("/api/v1/offerings", "/api/v1/offerings/{id}", "/api/v1/suggestions", "/api/v1/comparisons");
        document.path("paths")
                .forEach(path -> path.forEach(operation -> {
                    assertThat(operation.path("summary").asString()).isNotBlank();
                    assertThat(operation.path("responses").propertyNames()).contains("200", "400", "503", "304");
                }));
    }

    @Test
    void acceptsEveryParameterItDescribes() {
        var parameters = document().at("/paths/~1api~1v1~1offerings/get/parameters");

        assertThat(parameters).hasSizeGreaterThan(20);
        parameters.forEach(parameter -> {
            var name = parameter.path("name").asString();
            client.get()
                    .uri("/api/v1/offerings?" + name + "=" + example(name, parameter))
                    .exchange()
                    .expectStatus()
                    .value(status -> assertThat(status).as(name).isEqualTo(name.equals("cursor") ? 400 : 200));
        });
    }

    @Test
    void answersWithTheMembersItDescribes() {
        var document = document();
        var id = SampleIndex.offerings().getFirst().path("id").asString();

        assertDescribed(document, "OfferingList", read("/api/v1/offerings?facets=mode&currency=USD"));
        assertDescribed(
                document,
                "OfferingItem",
                read("/api/v1/offerings").path("items").get(0));
        assertDescribed(document, "Offering", read("/api/v1/offerings/" + id));
        assertDescribed(document, "Suggestions", read("/api/v1/suggestions?q=wind"));
    }

    @Test
    void resolvesAllReferences() {
        var text = document().toString();
        var schemas = document().at("/components/schemas").propertyNames();

        java.util.regex.Pattern.compile("#/components/schemas/([A-Za-z]+)")
                .matcher(text)
                .results()
                .forEach(reference -> assertThat(schemas).contains(reference.group(1)));
    }

    private static void assertDescribed(JsonNode document, String schema, JsonNode answer) {
        var described =
                document.at("/components/schemas/" + schema + "/properties").propertyNames();
        assertThat(described).as(schema).containsExactlyInAnyOrderElementsOf(Set.copyOf(answer.propertyNames()));
    }

    private static String example(String name, JsonNode parameter) {
        var choices = parameter.at("/schema/enum");
        if (choices.isArray()) {
            return choices.get(0).asString();
        }
        return switch (name) {
            case "startsFrom", "startsTo" -> "2027-02-01";
            case "facets" -> "mode";
            case "limit", "priceMax", "hoursMin", "hoursMax" -> "10";
            case "q", "cursor" -> "wind";
            default -> "undisclosed";
        };
    }

    private JsonNode document() {
        return read("/api/openapi.json");
    }

    private JsonNode read(String path) {
        return JSON.readTree(client.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }
}
