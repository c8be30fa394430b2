package market.tessera.storefront.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import market.tessera.storefront.SampleIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import tools.jackson.databind.node.ObjectNode;

class ComparisonTests extends Comparing {
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
            assertThat(body("/institutions/" + slug)).contains("Full refund within 21 days of buying.");
        } finally {
            SampleIndex.put("providers", before);
            SampleIndex.put("offerings", SampleIndex.offerings().getFirst());
        }
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
