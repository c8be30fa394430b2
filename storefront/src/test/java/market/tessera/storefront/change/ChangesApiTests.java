package market.tessera.storefront.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import market.tessera.platform.eventlog.LoggedEvent;
import market.tessera.platform.eventlog.LoggedEvent.Position;
import market.tessera.storefront.StorefrontTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@StorefrontTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangesApiTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    WebTestClient client;

    @Autowired
    Changes changes;

    @Autowired
    Since since;

    @Autowired
    TellChanges tellChanges;

    private EditedCatalogue edited;
    private String before;

    @BeforeAll
    void someChanges() {
        edited = new EditedCatalogue(5, 3);
        before = since.now().block();
        edited.edit(25);
        await().pollInterval(Duration.ofMillis(50))
                .until(() -> items(read("?limit=100&since=" + before)).size() == 25);
    }

    @AfterAll
    void asItWas() {
        edited.remove();
    }

    @Test
    void tellsWhatWhichVersionAndWhenInOrder() {
        var items = items(read("?limit=100&since=" + before));

        assertThat(items.stream().map(item -> item.path("id").asString() + item.path("version")))
                .containsExactlyElementsOf(edited.history().stream()
                        .map(told -> told.id() + told.version())
                        .toList());
        assertThat(items.getFirst().path("change").asString()).isEqualTo("created");
        assertThat(items.getFirst().path("at").asString()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        assertThat(items.getFirst().propertyNames()).containsExactlyInAnyOrder("id", "version", "change", "at");
    }

    @Test
    void goesOnWhereTheLastAnswerEnded() {
        var whole = items(read("?limit=100&since=" + before));

        var first = read("?limit=10&since=" + before);
        var second = read("?limit=100&since=" + first.path("next").asString());
        var nothing = read("?since=" + second.path("next").asString());

        assertThat(items(first)).isEqualTo(whole.subList(0, 10));
        assertThat(items(second)).isEqualTo(whole.subList(10, 25));
        assertThat(items(nothing)).isEmpty();
        assertThat(nothing.path("next")).isEqualTo(second.path("next"));
    }

    @Test
    void linksWhatFollowsAsLongAsSomethingMayFollow() {
        assertThat(link("?limit=10&since=" + before))
                .startsWith("</api/v1/changes?since=")
                .endsWith(">; rel=\"next\"");
        assertThat(link("?limit=100&since=" + before)).isNull();
    }

    @Test
    void beginsAtTheStartWithoutAPlace() {
        assertThat(items(read("?limit=1"))).hasSize(1);
        assertThat(read("?limit=1").path("items"))
                .isEqualTo(read("?limit=1&since=").path("items"));
    }

    @Test
    void passesOverWhatALaterVersionHasOvertakenInTheLog() {
        var told = edited.history().getLast();
        var offering = UUID.fromString(told.id());
        var latest = changes.latest(List.of(offering)).block().get(offering);

        tellChanges
                .handle(List.of(event(told.id(), told.version() - 1), event(told.id(), told.version())))
                .block();

        assertThat(items(read("?limit=100&since=" + before))).hasSize(25);
        assertThat(changes.latest(List.of(offering)).block()).containsEntry(offering, latest);
    }

    private static LoggedEvent event(String offering, long version) {
        return new LoggedEvent(
                new Position("9000000000000", version),
                UUID.randomUUID(),
                "/provider-portal",
                "offering.published",
                offering,
                version,
                Instant.now(),
                JSON.createObjectNode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "since=nonsense",
                "since=MTo5OTk5OTk5OTo5OTk",
                "since=MTotMTow",
                "since=MTo5OTk5OTk5OTk5OTk5OTk5OTk5OTox",
                "since=MTo5OTk5OTk5OTk5OTk5OTk5OTk5OjE",
                "since=%00",
                "since=2026-11-01T00:00:00Z",
                "limit=0",
                "limit=101",
                "limit=x",
                "from=1",
                "since=MTowOjA&since=MTowOjA"
            })
    void refusesWhatItDoesNotUnderstandAndSaysWhich(String query) {
        client.get()
                .uri("/api/v1/changes?" + query)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentTypeCompatibleWith("application/problem+json")
                .expectBody()
                .jsonPath("$.errors[0].parameter")
                .isEqualTo(query.substring(0, query.indexOf('=')));
    }

    private static List<JsonNode> items(JsonNode answer) {
        return answer.path("items").valueStream().toList();
    }

    private String link(String query) {
        return client.get()
                .uri("/api/v1/changes" + query)
                .exchange()
                .returnResult(String.class)
                .getResponseHeaders()
                .getFirst("Link");
    }

    private JsonNode read(String query) {
        return JSON.readTree(client.get()
                .uri("/api/v1/changes" + query)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }
}
