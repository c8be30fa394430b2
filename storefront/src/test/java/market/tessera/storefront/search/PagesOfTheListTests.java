package market.tessera.storefront.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import market.tessera.sandbox.servers.TestServers;
import market.tessera.storefront.SampleIndex;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PagesOfTheListTests extends OfferingsApiSteps {
    /** Costs per hour are rounded before they are converted to be shown, and after to be sorted by. */
    private static final long ROUNDED = 1;

    private static final String LATE = "00000000-0000-4000-8000-00000000a9e1";

    @AfterEach
    void asItWas() {
        SampleIndex.deleteAll("offerings", List.of(LATE));
    }

    @ParameterizedTest
    @CsvSource({
        "price, /price",
        "pricePerHour, /pricePerHour",
        "hours, /effort",
        "starts, /nextIntake/starts",
        "rating, /rating"
    })
    void sortsWithTheUndisclosedLast(String sort, String pointer) {
        var disclosed = all(Map.of("sort", sort, "limit", "50")).stream()
                .map(item -> !item.at(pointer).isNull() && !item.at(pointer).isMissingNode())
                .toList();

        assertThat(disclosed.subList(Math.max(0, disclosed.lastIndexOf(true)), disclosed.size()).stream()
                        .skip(1))
                .doesNotContain(true);
        assertThat(disclosed.subList(0, Math.max(0, disclosed.lastIndexOf(true))))
                .doesNotContain(false);
    }

    @Test
    void sortsByHoursAndByStart() {
        var hours = all(Map.of("sort", "hours")).stream()
                .map(item -> item.at("/effort/hours"))
                .filter(JsonNode::isNumber)
                .map(JsonNode::asDouble)
                .toList();
        var starts = all(Map.of("sort", "starts")).stream()
                .map(item -> item.at("/nextIntake/starts").asString(""))
                .filter(text -> !text.isEmpty())
                .toList();

        assertThat(hours).isSorted();
        assertThat(starts).isSorted();
    }

    @ParameterizedTest
    @ValueSource(strings = {"relevance", "price", "pricePerHour", "hours", "starts", "rating", "newest"})
    void pagesThroughEverythingOnce(String sort) {
        var ids = all(Map.of("sort", sort, "limit", "13")).stream()
                .map(item -> item.path("id").asString())
                .toList();

        assertThat(ids).doesNotHaveDuplicates().hasSize(SampleIndex.offerings().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"price", "pricePerHour", "starts"})
    void ordersAndPagesByTheIntakesThatAreAskedFor(String sort) {
        var asked = Map.of(
                "sort",
                sort,
                "limit",
                "7",
                "currency",
                "EUR",
                "priceMax",
                "90000",
                "startsFrom",
                inWeeks(6),
                "mode",
                "blended");
        var items = all(asked);
        var order = items.stream().flatMap(item -> place(item, sort)).toList();

        assertThat(items.stream().map(item -> item.path("id").asString()))
                .doesNotHaveDuplicates()
                .hasSize(get(asked).path("total").asInt())
                .hasSizeGreaterThan(7);
        var rounded = sort.equals("pricePerHour") ? ROUNDED : 0;
        assertThat(order).isSortedAccordingTo((one, other) -> one - other > rounded ? 1 : -1);
    }

    /** Nothing where it is not disclosed. */
    private static Stream<Long> place(JsonNode item, String sort) {
        var value = item.at(
                switch (sort) {
                    case "price" -> "/inCurrency/price/amount";
                    case "pricePerHour" -> "/inCurrency/pricePerHour/amount";
                    default -> "/nextIntake/starts";
                });
        return value.isNumber()
                ? Stream.of(value.asLong())
                : Stream.of(value.asString(""))
                        .filter(day -> !day.isEmpty())
                        .map(day -> LocalDate.parse(day).toEpochDay());
    }

    private static String inWeeks(int weeks) {
        return LocalDate.now(ZoneOffset.UTC).plusWeeks(weeks).toString();
    }

    @Test
    void pagesThroughWordsOnce() {
        var parameters = Map.of("q", "data", "limit", "3");

        var ids =
                all(parameters).stream().map(item -> item.path("id").asString()).toList();

        assertThat(ids)
                .doesNotHaveDuplicates()
                .hasSize(get(parameters).path("total").asInt());
    }

    @Test
    void refusesTheCursorOfAnotherQuery() {
        var cursor = get(Map.of("q", "data", "limit", "2")).path("next").asString();

        client.get()
                .uri(PATH + "?q=wind&cursor=" + cursor)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.detail")
                .value(String.class, detail -> assertThat(detail).contains("another query"));
    }

    @Test
    void linksTheNextPage() {
        var headers = client.get()
                .uri(PATH + "?q=data&limit=2")
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(String.class)
                .getResponseHeaders();

        assertThat(headers.getFirst("Link")).matches("</api/v1/offerings\\?q=data&limit=2&cursor=.+>; rel=\"next\"");
    }

    @Test
    void readsOnInOneMomentWhateverIsPublishedMeanwhile() {
        var query = Map.of("sort", "newest", "limit", "50");
        var first = get(query);
        var second = get(with(query, "cursor", first.path("next").asString()));
        var late = SampleIndex.offerings().getFirst().deepCopy().put("id", LATE).put("slug", LATE);
        late.put("publishedAt", "2000-01-01T00:00:00Z");
        SampleIndex.put("offerings", late);

        var third = get(with(query, "cursor", second.path("next").asString()));
        var fourth = get(with(query, "cursor", third.path("next").asString()));

        assertThat(third.path("total")).isEqualTo(first.path("total"));
        assertThat(fourth.path("next").isNull()).isTrue();
        assertThat(fourth.path("items")).hasSize(SampleIndex.offerings().size() - 150);
        assertThat(get(query).path("total").asInt())
                .isEqualTo(SampleIndex.offerings().size() + 1);
    }

    @Test
    void saysThatACursorHasExpired() throws Exception {
        var query = Map.of("q", "data", "limit", "2");
        var second = get(with(query, "cursor", get(query).path("next").asString()));
        var cursor = Cursor.decode(second.path("next").asString()).orElseThrow();
        forget(cursor.moment().orElseThrow());

        refuses("q=data&limit=2&cursor=" + cursor.encoded(), "has expired");
        refuses("q=data&limit=2&cursor=" + elsewhere(cursor, "nowhere").encoded(), "has expired");
        assertThat(get(with(query, "cursor", get(query).path("next").asString()))
                        .path("items"))
                .isNotEmpty();
    }

    @Test
    void refusesForgedCursors() {
        var query = Map.of("q", "data", "limit", "2");
        var cursor = get(query).path("next").asString();
        var bytes = Base64.getUrlDecoder().decode(cursor);
        var random = new Random(11);

        for (var round = 0; round < 60; round++) {
            var forged = bytes.clone();
            forged[random.nextInt(forged.length)] = (byte) random.nextInt(128);
            client.get()
                    .uri(PATH + "?q=data&limit=2&cursor="
                            + Base64.getUrlEncoder().withoutPadding().encodeToString(forged))
                    .exchange()
                    .expectStatus()
                    .value(status -> assertThat(status).isIn(200, 400))
                    .expectBody()
                    .returnResult();
        }
        refuses("q=data&limit=2&cursor=" + "A".repeat(3_000), "longer than");
    }

    private void refuses(String query, String why) {
        client.get()
                .uri(PATH + "?" + query)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].parameter")
                .isEqualTo("cursor")
                .jsonPath("$.detail")
                .value(String.class, detail -> assertThat(detail).contains(why));
    }

    private static Cursor elsewhere(Cursor cursor, String moment) {
        return new Cursor(
                cursor.query(),
                cursor.near(),
                cursor.backward(),
                cursor.position(),
                Optional.of(moment),
                cursor.beside());
    }

    /** As the engine does by itself after a while. */
    private static void forget(String moment) throws Exception {
        var request = HttpRequest.newBuilder(
                        URI.create(TestServers.addresses().openSearchUrl() + "/_search/point_in_time"))
                .header("Content-Type", "application/json")
                .method("DELETE", HttpRequest.BodyPublishers.ofString("{\"pit_id\": [\"" + moment + "\"]}"))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        }
    }
}
