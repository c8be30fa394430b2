package market.tessera.storefront.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
                .contains(
                        "/api/v1/offerings",
                        "/api/v1/offerings/{id}",
                        "/api/v1/pathways",
                        "/api/v1/pathways/{id}",
                        "/api/v1/suggestions",
                        "/api/v1/comparisons",
                        "/api/v1/changes",
                        "/api/v1/export");
        document.path("paths")
                .forEach(path -> path.forEach(operation -> {
                    assertThat(operation.path("summary").asString()).isNotBlank();
                    assertThat(operation.path("responses").propertyNames())
                            .contains("200", "304", "400", "401", "406", "429", "503");
                }));
    }

    @Test
    void givesAnExampleOfEveryAnswer() {
        document()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().path("get").path("responses").properties().stream()
                        .flatMap(response -> response.getValue().path("content").properties().stream())
                        .forEach(content -> assertThat(content.getValue().path("example"))
                                .as("%s %s", path.getKey(), content.getKey())
                                .isNotEmpty()));
    }

    @Test
    void acceptsEveryParameterWithTheValueThatItGivesAsAnExample() {
        var parameters = document().at("/paths/~1api~1v1~1offerings/get/parameters");

        assertThat(parameters).hasSizeGreaterThan(20);
        parameters.forEach(parameter -> {
            var name = parameter.path("name").asString();
            client.get()
                    .uri(
                            "/api/v1/offerings?" + name + "={value}",
                            parameter.path("example").asString("undisclosed"))
                    .exchange()
                    .expectStatus()
                    .value(status -> assertThat(status).as(name).isEqualTo(name.equals("cursor") ? 400 : 200))
                    .expectBody()
                    .returnResult();
        });
    }

    @Test
    void answersWithTheMembersItDescribesAndShows() {
        var document = document();
        var id = SampleIndex.offerings().getFirst().path("id").asString();
        var other = SampleIndex.offerings().getLast().path("id").asString();
        var pathway = SampleIndex.pathways().getFirst().path("id").asString();

        assertDescribed(
                document,
                "OfferingItem",
                read("/api/v1/offerings").path("items").get(0));
        assertShown(document, "offerings", "OfferingList", read("/api/v1/offerings?facets=mode&currency=USD"));
        assertShown(document, "offerings/{id}", "Offering", read("/api/v1/offerings/" + id));
        assertShown(document, "pathways", "PathwayList", read("/api/v1/pathways"));
        assertShown(document, "pathways/{id}", "Pathway", read("/api/v1/pathways/" + pathway));
        assertShown(document, "suggestions", "Suggestions", read("/api/v1/suggestions?q=wind"));
        assertShown(document, "comparisons", "Comparison", read("/api/v1/comparisons?ids=" + id + "," + other));
        assertShown(document, "changes", "ChangeList", read("/api/v1/changes"));
        assertThat(example(document, "export", "200", "application~1x-ndjson"))
                .isEqualTo(example(document, "offerings/{id}", "200", "application~1json"));
    }

    @Test
    void refusesInTheFormThatItShows() {
        var document = document();
        var unknown = "/api/v1/offerings/7f1d3c52-0000-4000-8000-000000000000";

        assertRefused(document, "400", client.get().uri("/api/v1/offerings?limit=1000"));
        assertRefused(document, "401", client.get().uri("/api/v1/offerings").header("Authorization", "Bearer tsa_x"));
        assertRefused(document, "404", client.get().uri(unknown));
        assertRefused(document, "406", client.get().uri("/api/v1/offerings").header("Accept", "text/csv"));
    }

    private static void assertRefused(JsonNode document, String status, WebTestClient.RequestHeadersSpec<?> request) {
        var shown = example(document, "offerings/{id}", status, "application~1problem+json");
        var refused = JSON.readTree(request.exchange()
                .expectStatus()
                .isEqualTo(Integer.parseInt(status))
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
        assertThat(refused).as(status).isEqualTo(shown);
    }

    private static void assertShown(JsonNode document, String call, String schema, JsonNode answer) {
        assertDescribed(document, schema, answer);
        assertDescribed(document, schema, example(document, call, "200", "application~1json"));
    }

    private static JsonNode example(JsonNode document, String call, String status, String type) {
        return document.at("/paths/~1api~1v1~1%s/get/responses/%s/content/%s/example"
                .formatted(call.replace("/", "~1"), status, type));
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
        assertThat(document.at("/components/schemas/" + schema + "/properties").propertyNames())
                .as(schema)
                .containsExactlyInAnyOrderElementsOf(Set.copyOf(answer.propertyNames()));
        assertHoldsOnlyWhatIsDescribed(document, schema, answer);
    }

    private static void assertHoldsOnlyWhatIsDescribed(JsonNode document, String schema, JsonNode answer) {
        var described = document.at("/components/schemas/" + schema + "/properties");
        assertThat(described.propertyNames()).as(schema).containsAll(answer.propertyNames());
        described.properties().forEach(member -> {
            var value = answer.path(member.getKey());
            var held = value.isArray() ? value.path(0) : value;
            reference(value.isArray() ? member.getValue().path("items") : member.getValue())
                    .filter(_ -> held.isObject())
                    .ifPresent(nested -> assertHoldsOnlyWhatIsDescribed(document, nested, held));
        });
    }

    /** The schema that another one stands for, be it one of several choices. */
    private static Optional<String> reference(JsonNode schema) {
        return Stream.concat(
                        Stream.of(schema),
                        Stream.of("oneOf", "anyOf", "allOf")
                                .flatMap(choice -> schema.path(choice).valueStream()))
                .map(one -> one.path("$ref").asString(""))
                .filter(reference -> !reference.isEmpty())
                .map(reference -> reference.substring(reference.lastIndexOf('/') + 1))
                .findFirst();
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
