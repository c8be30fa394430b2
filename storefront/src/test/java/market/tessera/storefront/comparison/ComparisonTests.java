package market.tessera.storefront.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import market.tessera.storefront.SampleIndex;
import market.tessera.storefront.StorefrontTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@StorefrontTest
class ComparisonTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    WebTestClient client;

    @Test
    void marksTheLowestCostAndNothingUndisclosed() {
        for (var start = 0; start + 6 <= SampleIndex.offerings().size(); start += 6) {
            for (var row : compare(ids(start, 6)).path("elements")) {
                for (var cell : row.path("values")) {
                    if (cell.path("basis").asString().equals("undisclosed")) {
                        assertThat(cell.path("value").isNull()).isTrue();
                        assertThat(cell.path("best").asBoolean()).isFalse();
                    }
                }
            }
        }
    }

    @Test
    void comparesCostsInOneCurrency() {
        var cost =
                row(compare(List.of(withCurrency("NOK", 0), withCurrency("USD", 0), withCurrency("EUR", 0))), "cost");

        var amounts = stream(cost.path("values"))
                .map(cell -> cell.at("/value/amount").asLong())
                .toList();
        var best = stream(cost.path("values"))
                .map(cell -> cell.path("best").asBoolean())
                .toList();
        assertThat(stream(cost.path("values"))
                        .map(cell -> cell.at("/value/currency").asString()))
                .containsOnly("EUR");
        assertThat(best.indexOf(true))
                .isEqualTo(amounts.indexOf(amounts.stream().min(Long::compare).orElseThrow()));
        assertThat(cost.path("values").get(0).path("detail").asString()).contains("NOK");
    }

    @Test
    void keepsTheCurrencyThatAllHave() {
        var ids = List.of(withCurrency("NOK", 0), withCurrency("NOK", 1));

        assertThat(compare(ids).path("currency").asString()).isEqualTo("NOK");
    }

    @Test
    void neverCallsALevelOrAnEffortBest() {
        var comparison = compare(ids(0, 6));

        for (var name : List.of("effort", "level", "eqf", "credit", "ects", "weeks", "seatsLeft")) {
            assertThat(stream(row(comparison, name).path("values"))
                            .map(cell -> cell.path("best").asBoolean()))
                    .doesNotContain(true);
        }
    }

    @Test
    void tellsTheRuleOfWhatWasDerived() {
        var derived = stream(compare(ids(0, 6)).path("elements"))
                .flatMap(row -> stream(row.path("values")))
                .filter(cell -> cell.path("basis").asString().equals("derived"));

        assertThat(derived)
                .isNotEmpty()
                .allMatch(cell -> !cell.path("rule").asString("").isBlank());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7})
    void refusesFewerThanTwoAndMoreThanSix(int count) {
        client.get()
                .uri("/api/v1/comparisons?ids=" + String.join(",", ids(0, count)))
                .exchange()
                .expectStatus()
                .isBadRequest();
        client.get()
                .uri("/compare?ids=" + String.join(",", ids(0, count)))
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isEqualTo(count == 0 ? 200 : 400);
    }

    @Test
    void refusesIdsThatDoNotExist() {
        var unknown = UUID.randomUUID().toString();

        client.get()
                .uri("/api/v1/comparisons?ids=%s,%s".formatted(ids(0, 1).getFirst(), unknown))
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.detail")
                .value(String.class, detail -> assertThat(detail).contains(unknown));
        client.get()
                .uri("/api/v1/comparisons?ids=one,two")
                .exchange()
                .expectStatus()
                .isBadRequest();
        client.get()
                .uri("/api/v1/comparisons?ids=%s&colour=red".formatted(String.join(",", ids(0, 2))))
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void comparesWhatAFormWithoutScriptsSends() {
        var ids = ids(0, 3);

        client.get()
                .uri("/compare?ids=" + String.join("&ids=", ids))
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(body ->
                        assertThat(body).contains("Comparison of 3 offerings").contains("Not disclosed"));
    }

    @Test
    void comparesByTheIntakeThatWasChosen() {
        var offering = withTwoPricedIntakes();
        var other = ids(0, 2).stream()
                .filter(id -> !id.equals(offering.path("id").asString()))
                .findFirst()
                .orElseThrow();
        var later = offering.at("/offering/intakes").get(1);
        var address = "ids=%s,%s&intakes=%s&currency=EUR"
                .formatted(
                        offering.path("id").asString(), other, later.path("id").asString());
        SampleIndex.put("offerings", offering);
        try {
            var comparison = JSON.readTree(body("/api/v1/comparisons?" + address));
            var page = body("/compare?" + address);

            assertThat(row(comparison, "cost").at("/values/0/value/amount").asLong())
                    .isEqualTo(98_700);
            assertThat(row(comparison, "cost").at("/values/0/rule").asString()).isNotBlank();
            assertThat(row(comparison, "costPerHour")
                            .at("/values/0/value/amount")
                            .asLong())
                    .isEqualTo(Math.round(
                            98_700 / offering.at("/compare/effort/hours").asDouble()));
            assertThat(row(comparison, "starts").at("/values/0/value").asString())
                    .isEqualTo(later.path("starts").asString());
            assertThat(row(comparison, "place").at("/values/0/text").asString()).isEqualTo("Elvheim");
            assertThat(page)
                    .contains("value=\"%s\" selected".formatted(later.path("id").asString()))
                    .contains("/compare.csv?ids=%s,%s&amp;intakes=%s&amp;currency=EUR"
                            .formatted(
                                    offering.path("id").asString(),
                                    other,
                                    later.path("id").asString()));
            assertThat(body("/compare.csv?" + address)).contains("€987", "Elvheim");
        } finally {
            SampleIndex.put(
                    "offerings", SampleIndex.offering(offering.path("title").asString()));
        }
    }

    @Test
    void saysThatAChosenIntakeIsNotOpen() {
        var address = "ids=%s&intakes=%s".formatted(String.join(",", ids(0, 2)), UUID.randomUUID());

        assertThat(body("/compare?" + address)).contains("The chosen start is no longer open");
        client.get()
                .uri("/api/v1/comparisons?" + address)
                .exchange()
                .expectStatus()
                .isNotFound();
        client.get()
                .uri("/api/v1/comparisons?ids=%s&intakes=spring".formatted(String.join(",", ids(0, 2))))
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void tellsApartWhatIsCalledTheSameAndCallsNoStartBestThatNobodyCanHave() {
        var full = changed(0, offering -> {
            credential(offering, "Wind site assessor");
            ((ObjectNode) offering.path("elements")).putObject("stackability");
            offering.putArray("intakes")
                    .add(intake(LocalDate.now(ZoneOffset.UTC).plusDays(20), 0));
        });
        var free = changed(1, offering -> {
            credential(offering, "Wind farm planner");
            offering.putArray("intakes")
                    .add(intake(LocalDate.now(ZoneOffset.UTC).plusDays(90), 9));
        });
        SampleIndex.put("offerings", full);
        SampleIndex.put("offerings", free);
        try {
            var comparison = compare(ids(0, 2));

            assertThat(row(comparison, "credential").path("same").asBoolean()).isFalse();
            assertThat(row(comparison, "starts").at("/values/0/best").asBoolean())
                    .isFalse();
            assertThat(row(comparison, "starts").at("/values/0/detail").asString())
                    .isEqualTo("full");
            assertThat(row(comparison, "starts").at("/values/1/best").asBoolean())
                    .isTrue();
            assertThat(row(comparison, "stackability").at("/values/0/basis").asString())
                    .isEqualTo("undisclosed");
        } finally {
            SampleIndex.putAll("offerings", SampleIndex.offerings().subList(0, 2));
        }
    }

    @Test
    void readsAnInstitutionsTermsOfRefundAlsoWhereTheyAreOnlyANumberOfDays() {
        var offering = changed(0, each -> ((ObjectNode) each.path("elements")).remove("refund"));
        var slug = offering.at("/offering/provider/slug").asString();
        var before = SampleIndex.provider(slug);
        var after = before.deepCopy();
        ((ObjectNode) after.path("provider")).putObject("refund").put("days", 21);
        SampleIndex.put("offerings", offering);
        SampleIndex.put("providers", after);
        try {
            var refund = row(compare(ids(0, 2)), "refund");

            assertThat(refund.at("/values/0/value").asInt()).isEqualTo(21);
            assertThat(refund.at("/values/0/basis").asString()).isEqualTo("derived");
            assertThat(body("/institutions/" + slug)).contains("Full refund within 21 days.");
        } finally {
            SampleIndex.put("providers", before);
            SampleIndex.put("offerings", SampleIndex.offerings().getFirst());
        }
    }

    private static ObjectNode changed(int at, Consumer<ObjectNode> change) {
        var offering =
                (ObjectNode) SampleIndex.offerings().get(at).path("offering").deepCopy();
        change.accept(offering);
        return SampleIndex.published(offering);
    }

    private static void credential(ObjectNode offering, String name) {
        ((ObjectNode) offering.path("elements"))
                .putObject("credential")
                .put("type", "certificate")
                .put("name", name);
    }

    private static ObjectNode intake(LocalDate starts, int seats) {
        return JSON.createObjectNode()
                .put("id", UUID.randomUUID().toString())
                .put("selfPaced", false)
                .put("starts", starts.toString())
                .put("seats", seats)
                .putNull("price");
    }

    /** An offering whose second intake is later, dearer and elsewhere. */
    private static ObjectNode withTwoPricedIntakes() {
        var offering = SampleIndex.offerings().stream()
                .filter(each -> each.at("/compare/effort/hours").isNumber())
                .filter(each -> stream(each.at("/offering/intakes"))
                                .filter(intake -> intake.has("starts") && intake.has("closes"))
                                .filter(intake ->
                                        intake.path("closes").asString().compareTo(tomorrow()) > 0)
                                .count()
                        > 1)
                .findFirst()
                .orElseThrow()
                .deepCopy();
        var later = (ObjectNode) offering.at("/offering/intakes").get(1);
        later.put("place", "Elvheim").putObject("price").put("amount", 98_700).put("currency", "EUR");
        return offering;
    }

    private static String tomorrow() {
        return LocalDate.now(ZoneOffset.UTC).plusDays(1).toString();
    }

    private String body(String address) {
        return client.get()
                .uri(address)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    @Test
    void downloadsCellsThatNoSpreadsheetRuns() {
        var offering = SampleIndex.offerings().get(3).deepCopy();
        ((ObjectNode) offering.path("offering").path("elements")).put("prerequisites", "=HYPERLINK(\"http://x\")");
        SampleIndex.put("offerings", offering);
        try {
            var csv = client.get()
                    .uri("/compare.csv?ids=" + String.join(",", ids(2, 2)))
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .contentTypeCompatibleWith("text/csv")
                    .expectBody(String.class)
                    .returnResult()
                    .getResponseBody();

            assertThat(csv).startsWith("\uFEFF\"Element\"").containsPattern("\"Page\",\"http[^\"]+/offerings/");
            assertThat(csv).contains("\"'=HYPERLINK(\"\"http://x\"\")\"").doesNotContain("\"=");
        } finally {
            SampleIndex.put("offerings", SampleIndex.offerings().get(3));
        }
    }

    private JsonNode compare(List<String> ids) {
        return JSON.readTree(client.get()
                .uri("/api/v1/comparisons?ids=" + String.join(",", ids))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    private static JsonNode row(JsonNode comparison, String name) {
        return stream(comparison.path("elements"))
                .filter(row -> row.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static java.util.stream.Stream<JsonNode> stream(JsonNode nodes) {
        return StreamSupport.stream(nodes.spliterator(), false);
    }

    private static List<String> ids(int from, int count) {
        return SampleIndex.offerings().stream()
                .skip(from)
                .limit(count)
                .map(each -> each.path("id").asString())
                .collect(Collectors.toList());
    }

    private static String withCurrency(String currency, int skip) {
        return SampleIndex.offerings().stream()
                .filter(each -> each.at("/compare/cost/currency").asString("").equals(currency))
                .skip(skip)
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }
}
