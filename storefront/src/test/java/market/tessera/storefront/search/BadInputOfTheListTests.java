package market.tessera.storefront.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputOfTheListTests extends OfferingsApiSteps {
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
                "startsFrom=-0001-02-01 | startsFrom",
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

    @ParameterizedTest
    @ValueSource(ints = {201, 6000, 30_000})
    void refusesMoreThanTwoHundredCharacters(int length) {
        client.get()
                .uri(builder ->
                        builder.path(PATH).queryParam("q", "x".repeat(length)).build())
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].parameter")
                .isEqualTo("q");
    }

    @Test
    void givesEveryProblemAType() {
        client.delete()
                .uri(PATH)
                .exchange()
                .expectStatus()
                .isEqualTo(405)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("https://tessera.market/problems/method-not-allowed");
    }

    @Test
    void escapesMarkupInHighlights() {
        var answer = get(Map.of("q", "<script>alert(1)</script> wind"));

        assertThat(answer.toString()).doesNotContain("<script>");
    }

    @Test
    void refusesTooManyValuesOfAFilter() {
        var many = IntStream.range(0, 51).mapToObj(each -> "provider=p" + each).toList();

        client.get()
                .uri(PATH + "?" + String.join("&", many))
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].detail")
                .value(String.class, detail -> assertThat(detail).contains("more than 50"));
        assertThat(read(client.get().uri(PATH + "?" + String.join("&", many.subList(0, 50))))
                        .path("total")
                        .asInt())
                .isZero();
    }
}
