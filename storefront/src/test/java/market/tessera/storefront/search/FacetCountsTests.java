package market.tessera.storefront.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import market.tessera.storefront.StorefrontTest;
import market.tessera.storefront.facet.Facet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.JsonNode;

/** Whatever is selected, a count says what a click on it shows. */
@StorefrontTest
class FacetCountsTests {
    private static final List<String> TEXTS = List.of("", "", "data", "care", "energy", "python analysis", "zzzz");
    private static final List<String> CURRENCIES = List.of("NOK", "USD", "JPY", "EUR");
    private static final String ALL = String.join(",", Facet.names());

    @Autowired
    WebTestClient client;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void countsAreWhatAClickShows(long seed) {
        var random = new Random(seed);
        var asked = new LinkedMultiValueMap<String, String>();
        asked.add("q", TEXTS.get(random.nextInt(TEXTS.size())));
        if (random.nextInt(3) == 0) {
            asked.add("hoursMax", Integer.toString(20 + random.nextInt(200)));
        }
        if (random.nextInt(3) == 0) {
            asked.add("priceMax", Integer.toString(20_000 + random.nextInt(400_000)));
        }
        if (random.nextInt(3) == 0) {
            asked.add(
                    "startsFrom",
                    java.time.LocalDate.now(java.time.ZoneOffset.UTC)
                            .plusWeeks(random.nextInt(20))
                            .toString());
        }
        if (random.nextInt(2) == 0) {
            asked.add("currency", CURRENCIES.get(random.nextInt(CURRENCIES.size())));
        }
        for (var step = 0; step < 4; step++) {
            var page = get(asked);
            for (var click : clicks(page, random)) {
                assertThat(get(instead(asked, click)).path("total").asLong())
                        .as("%s under %s", click, asked)
                        .isEqualTo(click.count());
            }
            select(asked, clicks(page, random));
        }
    }

    private record Click(String facet, String value, long count) {}

    /** A few of the buckets that are there, those that are selected too. */
    private static List<Click> clicks(JsonNode page, Random random) {
        var all = new ArrayList<Click>();
        page.path("facets")
                .forEach(facet -> facet.path("buckets")
                        .forEach(bucket -> all.add(new Click(
                                facet.path("name").asString(),
                                bucket.path("value").asString(),
                                bucket.path("count").asLong()))));
        java.util.Collections.shuffle(all, random);
        return all.subList(0, Math.min(4, all.size()));
    }

    /** The value alone in its facet, everything else as it was. */
    private static MultiValueMap<String, String> instead(MultiValueMap<String, String> asked, Click click) {
        var other = new LinkedMultiValueMap<>(asked);
        other.put(click.facet(), List.of(click.value()));
        return other;
    }

    private static void select(MultiValueMap<String, String> asked, List<Click> clicks) {
        clicks.stream().limit(1).forEach(click -> {
            var values = new ArrayList<>(asked.getOrDefault(click.facet(), List.of()));
            values.add(click.value());
            asked.put(click.facet(), values.stream().distinct().collect(Collectors.toList()));
        });
    }

    private JsonNode get(MultiValueMap<String, String> asked) {
        return client.get()
                .uri(builder -> builder.path("/api/v1/offerings")
                        .queryParams(asked)
                        .queryParam("facets", ALL)
                        .queryParam("limit", 1)
                        .build())
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }
}
