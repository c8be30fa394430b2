package market.tessera.storefront.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.StreamSupport;
import market.tessera.storefront.SampleIndex;
import market.tessera.storefront.StorefrontTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@StorefrontTest
class OfferingsApiTests {
    private static final String PATH = "/api/v1/offerings";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    WebTestClient client;

    @Test
    void listsTheWholeCatalogueInTheContractsShape() {
        var answer = get(Map.of());

        assertThat(answer.path("total").asInt())
                .isEqualTo(SampleIndex.offerings().size());
        assertThat(answer.path("items")).hasSize(20);
        assertThat(answer.propertyNames()).contains("total", "items", "facets", "didYouMean", "next");
        assertThat(answer.path("items").get(0).propertyNames())
                .contains(
                        "id",
                        "slug",
                        "url",
                        "title",
                        "summary",
                        "provider",
                        "subjects",
                        "skills",
                        "level",
                        "effort",
                        "credit",
                        "mode",
                        "languages",
                        "price",
                        "pricePerHour",
                        "nextIntake",
                        "credential",
                        "assessment",
                        "stackable",
                        "rating",
                        "highlights");
        assertThat(answer.path("items").get(0).path("provider").propertyNames())
                .containsExactlyInAnyOrder("id", "name", "slug", "country");
    }

    @Test
    void findsByWordsAndMarksThem() {
        var items = get(Map.of("q", "offshore wind")).path("items");

        assertThat(items.get(0).path("title").asString()).containsIgnoringCase("offshore wind");
        assertThat(items.get(0).path("highlights").path("title").get(0).asString())
                .contains("<mark>");
    }

    @Test
    void putsTheExactTitleFirst() {
        for (var offering : SampleIndex.offerings().subList(0, 30)) {
            var title = offering.path("title").asString();
            assertThat(get(Map.of("q", title))
                            .path("items")
                            .get(0)
                            .path("title")
                            .asString())
                    .isEqualToIgnoringCase(title);
        }
    }

    @Test
    void findsFormsOfAWord() {
        assertThat(titles(get(Map.of("q", "welded"))))
                .anyMatch(title -> title.toLowerCase().contains("weld"));
    }

    @Test
    void triesOnceMoreForgivinglyWhenNothingIsFound() {
        var answer = get(Map.of("q", "ofshore wnd"));

        assertThat(answer.path("match").asString()).isEqualTo("near");
        assertThat(titles(answer)).anyMatch(title -> title.toLowerCase().contains("offshore wind"));
        assertThat(answer.path("didYouMean").asString()).contains("offshore");
    }

    @Test
    void saysWhichOtherWordsCountAndFindsByThem() {
        var answer = get(Map.of("q", "ml"));

        assertThat(answer.at("/understood/0/alternatives").valueStream().map(JsonNode::asString))
                .containsExactly("machine learning");
        assertThat(titles(answer)).anyMatch(title -> title.contains("Machine Learning"));
    }

    @Test
    void findsQuotedWordsOnlyAsTheyStand() {
        assertThat(get(Map.of("q", "\"wind offshore\"")).path("total").asInt()).isZero();
        assertThat(get(Map.of("q", "\"offshore wind\"")).path("total").asInt()).isPositive();
    }

    @Test
    void saysWhatThereIsWithOneConditionLess() {
        var answer = get(Map.of("q", "phlebotomy", "country", "NO", "hoursMin", "1"));

        assertThat(answer.path("total").asInt()).isZero();
        assertThat(answer.path("match").asString()).isEqualTo("words");
        var near = answer.path("nearMatches").get(0);
        assertThat(near.at("/without/0").asString()).isEqualTo("country");
        assertThat(near.path("total").asInt())
                .isEqualTo(get(Map.of("q", "phlebotomy", "hoursMin", "1"))
                        .path("total")
                        .asInt());
    }

    @Test
    void saysWhatThereIsWithoutAnyFilterIfOneLessIsOfNoHelp() {
        var near =
                get(Map.of("q", "phlebotomy", "country", "NO", "cost", "free")).path("nearMatches");

        assertThat(near).hasSize(1);
        assertThat(near.at("/0/without").valueStream().map(JsonNode::asString)).containsExactly("cost", "country");
        assertThat(near.at("/0/total").asInt())
                .isEqualTo(get(Map.of("q", "phlebotomy")).path("total").asInt());
    }

    @Test
    void comesCloseByWordsThatMeanTheSame() {
        var answer = get(Map.of("q", "ml phlebotomy"));

        assertThat(answer.path("match").asString()).isEqualTo("near");
        assertThat(titles(answer).subList(0, 3)).anyMatch(title -> title.contains("Machine Learning"));
    }

    @Test
    void saysWhatThereIsWithOneWordLess() {
        var near = get(Map.of("q", "phlebotomy kubernetes")).path("nearMatches");

        assertThat(near.valueStream().map(match -> match.path("q").asString()))
                .containsExactlyInAnyOrder("phlebotomy", "kubernetes");
        near.forEach(match -> assertThat(get(Map.of("q", match.path("q").asString()))
                        .path("total")
                        .asInt())
                .isEqualTo(match.path("total").asInt()));
    }

    @Test
    void neverOffersACorrectionThatFindsNothing() {
        assertThat(get(Map.of("q", "phlebotmy")).path("didYouMean").asString()).isEqualTo("phlebotomy");
        for (var typed : List.of("phlebotmy", "machne lerning", "weldng", "kubernets clowd", "irigation rust")) {
            for (var country : List.of("NO", "US", "SG", "ES")) {
                var answer = get(Map.of("q", typed, "country", country));
                var correction = answer.path("didYouMean");
                if (correction.isString()) {
                    assertThat(get(Map.of("q", correction.asString(), "country", country))
                                    .path("total")
                                    .asInt())
                            .as("%s in %s", correction, country)
                            .isPositive();
                }
            }
        }
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
    void countsFacetsAsAClickShows() {
        var random = new Random(20_261_123);
        for (var round = 0; round < 25; round++) {
            var query = randomSelections(random);
            var counted = get(with(query, "facets", String.join(",", Facet.names())));
            var facet = counted.path("facets")
                    .get(random.nextInt(counted.path("facets").size()));
            for (var bucket : sample(facet.path("buckets"), random)) {
                var name = facet.path("name").asString();
                var clicked = get(with(query, name, bucket.path("value").asString()));
                assertThat(clicked.path("total").asInt())
                        .as("%s of %s given %s", bucket, name, query)
                        .isEqualTo(bucket.path("count").asInt());
            }
        }
    }

    @Test
    void anyOfOneFilterAllOfSeveral() {
        var online = get(Map.of("mode", "online")).path("total").asInt();
        var onsite = get(Map.of("mode", "onsite")).path("total").asInt();
        var either = read(client.get().uri(PATH + "?mode=online&mode=onsite"));
        var both = get(Map.of("mode", "online", "country", "NO"));

        assertThat(either.path("total").asInt()).isBetween(Math.max(online, onsite), online + onsite);
        assertThat(both.path("total").asInt()).isLessThan(online);
        assertThat(both.path("items"))
                .allMatch(item -> item.at("/provider/country").asString().equals("NO"));
    }

    @Test
    void comparesPricesInTheCurrencyThatIsAskedFor() {
        var answer = get(Map.of("currency", "USD", "priceMax", "50000", "sort", "price", "limit", "100"));

        assertThat(answer.at("/rate/currency").asString()).isEqualTo("USD");
        assertThat(answer.at("/rate/date").asString()).matches("\\d{4}-\\d\\d-\\d\\d");
        assertThat(answer.path("items"))
                .isNotEmpty()
                .allMatch(
                        item -> item.at("/inCurrency/price/currency").asString().equals("USD"));
        assertThat(StreamSupport.stream(answer.path("items").spliterator(), false)
                        .map(item -> item.at("/inCurrency/price/amount").asLong())
                        .toList())
                .isSorted()
                .allMatch(amount -> amount <= 50_050);
    }

    @Test
    void boundsStartsByIntakesThatAreOpen() {
        var from = java.time.LocalDate.now().plusWeeks(4).toString();
        var to = java.time.LocalDate.now().plusWeeks(8).toString();

        var items =
                get(Map.of("startsFrom", from, "startsTo", to, "limit", "100")).path("items");

        assertThat(items).isNotEmpty().hasSizeLessThan(SampleIndex.offerings().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=0 | limit",
                "limit=1000 | limit",
                "limit=abc | limit",
                "limit=-1 | limit",
                "limit=5&limit=6 | limit",
                "sort=best | sort",
                "facets=mode,colour | facets",
                "mode=sideways | mode",
                "level=9 | level",
                "country=norway | country",
                "subject=06 | subject",
                "creditBearing=maybe | creditBearing",
                "priceMax=-1 | priceMax",
                "priceMax=1e9 | priceMax",
                "hoursMin=10&hoursMax=5 | hoursMax",
                "startsFrom=tomorrow | startsFrom",
                "startsFrom=2027-02-01&startsTo=2027-01-01 | startsTo",
                "currency=XYZ | currency",
                "currency=dollars | currency",
                "cursor=nonsense | cursor",
                "page=2 | page",
                "Q=wind | Q",
                "provider=../../etc | provider"
            })
    void refusesWhatItDoesNotUnderstandAndSaysWhich(String query, String parameter) {
        client.get()
                .uri(PATH + "?" + query)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentTypeCompatibleWith("application/problem+json")
                .expectBody()
                .jsonPath("$.errors[?(@.parameter=='%s')]".formatted(parameter))
                .isNotEmpty();
    }

    @Test
    void refusesMoreThanTwoHundredCharacters() {
        client.get()
                .uri(builder ->
                        builder.path(PATH).queryParam("q", "x".repeat(201)).build())
                .exchange()
                .expectStatus()
                .isBadRequest();
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
    void escapesMarkupInHighlights() {
        var answer = get(Map.of("q", "<script>alert(1)</script> wind"));

        assertThat(answer.toString()).doesNotContain("<script>");
    }

    @Test
    void neverFailsWhateverIsTyped() {
        var random = new Random(7);
        var pieces = List.of(
                "wind",
                "\"",
                "(",
                ")",
                "*",
                "?",
                "~",
                "^",
                "AND",
                "OR NOT",
                "title:",
                "[1 TO",
                "\\",
                "/",
                "{",
                "}",
                "&&",
                "||",
                "!",
                "'",
                "%",
                "%00",
                "\u0000",
                "\u202e",
                "日本語",
                "😀",
                "é",
                "a-b.c/d",
                "C++",
                "=1+1",
                "<b>",
                "1".repeat(60),
                "x y z w v u t s r q p o n m l k j i",
                "_exists_",
                "..",
                "null",
                "$where",
                "\uFFFF");
        for (var round = 0; round < 200; round++) {
            var text = new StringBuilder();
            for (var piece = 0; piece < 1 + random.nextInt(8); piece++) {
                text.append(pieces.get(random.nextInt(pieces.size()))).append(random.nextBoolean() ? " " : "");
            }
            var q = text.substring(0, Math.min(200, text.length()));
            client.get()
                    .uri(builder -> builder.path(PATH)
                            .queryParam("q", "{q}")
                            .queryParam("limit", "1")
                            .build(q))
                    .exchange()
                    .expectStatus()
                    .value(status -> assertThat(status).as(q).isIn(200, 400))
                    .expectBody()
                    .returnResult();
        }
    }

    @Test
    void givesAnEntityTagAndHonoursIt() {
        var tag = client.get()
                .uri(PATH + "?limit=3")
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(String.class)
                .getResponseHeaders()
                .getETag();

        client.get()
                .uri(PATH + "?limit=3")
                .header("If-None-Match", tag)
                .exchange()
                .expectStatus()
                .isNotModified()
                .expectBody()
                .isEmpty();
    }

    private Map<String, String> randomSelections(Random random) {
        var query = new LinkedHashMap<String, String>();
        var options = List.of(
                Map.entry("mode", "online"),
                Map.entry("mode", "blended"),
                Map.entry("level", "6"),
                Map.entry("language", "en"),
                Map.entry("country", "NO"),
                Map.entry("credential", "certificate"),
                Map.entry("creditBearing", "true"),
                Map.entry("stackable", "true"),
                Map.entry("assessment", "project"),
                Map.entry("subject", "ISCED-F:06"),
                Map.entry("q", "data"),
                Map.entry("priceMax", "150000"),
                Map.entry("hoursMax", "100"));
        for (var count = random.nextInt(4); count > 0; count--) {
            var option = options.get(random.nextInt(options.size()));
            query.put(option.getKey(), option.getValue());
        }
        return query;
    }

    private static List<JsonNode> sample(JsonNode buckets, Random random) {
        var all = new ArrayList<JsonNode>();
        buckets.forEach(all::add);
        java.util.Collections.shuffle(all, random);
        return all.subList(0, Math.min(4, all.size()));
    }

    private static Map<String, String> with(Map<String, String> query, String name, String value) {
        var changed = new LinkedHashMap<>(query);
        changed.put(name, value);
        return changed;
    }

    private List<JsonNode> all(Map<String, String> query) {
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

    private static List<String> titles(JsonNode answer) {
        return StreamSupport.stream(answer.path("items").spliterator(), false)
                .map(item -> item.path("title").asString())
                .toList();
    }

    private JsonNode get(Map<String, String> query) {
        return read(client.get().uri(builder -> {
            builder.path(PATH);
            query.keySet().forEach(name -> builder.queryParam(name, "{" + name + "}"));
            return builder.build(query);
        }));
    }

    private static JsonNode read(WebTestClient.RequestHeadersSpec<?> request) {
        var body = request.exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return JSON.readTree(body);
    }
}
