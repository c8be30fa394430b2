package market.tessera.storefront.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.StreamSupport;
import market.tessera.storefront.SampleIndex;
import market.tessera.storefront.facet.Facet;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class FiltersOfTheListTests extends OfferingsApiSteps {
    private static final String SUMMER = UUID.randomUUID().toString();

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
        var from = LocalDate.now().plusWeeks(4).toString();
        var to = LocalDate.now().plusWeeks(8).toString();

        var items =
                get(Map.of("startsFrom", from, "startsTo", to, "limit", "100")).path("items");

        assertThat(items).isNotEmpty().hasSizeLessThan(SampleIndex.offerings().size());
    }

    /** In spring online for 300 euro, in summer on site for 900. */
    @Test
    void whatIsAskedOfAnIntakeHoldsOfOneAndIsThatOfTheOneThatIsShown() {
        var id = UUID.randomUUID().toString();
        var spring = LocalDate.now(ZoneOffset.UTC).plusWeeks(5).toString();
        var summer = LocalDate.now(ZoneOffset.UTC).plusWeeks(30).toString();
        var summerOnly = LocalDate.now(ZoneOffset.UTC).plusWeeks(20).toString();
        SampleIndex.put("offerings", SampleIndex.published(zymurgy(id, spring, summer)));
        try {
            assertThat(zymurgy(Map.of("mode", "onsite", "priceMax", "50000"))).isEmpty();
            assertThat(zymurgy(Map.of("mode", "online", "startsFrom", summerOnly)))
                    .isEmpty();
            assertThat(zymurgy(Map.of("cost", "100-500", "startsFrom", summerOnly)))
                    .isEmpty();
            assertThat(zymurgy(Map.of("mode", "onsite", "start", "90-days"))).isEmpty();

            assertThat(zymurgy(Map.of())).containsExactly("online 30000 " + spring);
            assertThat(zymurgy(Map.of("startsFrom", summerOnly))).containsExactly("onsite 90000 " + summer);
            assertThat(zymurgy(Map.of("mode", "onsite", "priceMax", "90000", "start", "later")))
                    .containsExactly("onsite 90000 " + summer);
            assertThat(zymurgy(Map.of("mode", "online", "cost", "100-500", "start", "90-days")))
                    .containsExactly("online 30000 " + spring);

            var facets = get(Map.of("q", "zymurgy", "mode", "onsite", "facets", "mode,cost,start"));
            assertThat(facets.at("/facets")
                            .valueStream()
                            .flatMap(facet -> facet.path("buckets").valueStream())
                            .map(bucket -> bucket.path("value").asString() + " "
                                    + bucket.path("count").asInt()))
                    .containsExactly("online 1", "onsite 1", "500-1000 1", "later 1");
            assertThat(page("/search?q=zymurgy&startsFrom=" + summerOnly))
                    .contains("/offerings/zymurgy-%s?intake=".formatted(id), "data-intake=\"");
            assertThat(page("/offerings/zymurgy-" + id)).contains("€300").doesNotContain("price--l\">€900");
            assertThat(page("/offerings/zymurgy-%s?intake=%s".formatted(id, SUMMER)))
                    .contains("price--l\">€900");
        } finally {
            SampleIndex.delete("offerings", id);
        }
    }

    private String page(String address) {
        return client.get()
                .uri(address)
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    private List<String> zymurgy(Map<String, String> filters) {
        return all(with(filters, "q", "zymurgy")).stream()
                .map(item -> "%s %d %s"
                        .formatted(
                                item.path("mode").asString(),
                                item.at("/price/amount").asLong(),
                                item.at("/nextIntake/starts").asString()))
                .toList();
    }

    private static ObjectNode zymurgy(String id, String spring, String summer) {
        var offering =
                (ObjectNode) SampleIndex.offerings().getFirst().path("offering").deepCopy();
        offering.put("id", id).put("slug", "zymurgy-" + id);
        var elements = (ObjectNode) offering.path("elements");
        elements.put("title", "Zymurgy").remove(List.of("costs", "participation"));
        elements.putObject("participation").put("mode", "online");
        offering.set("intakes", JSON.readTree("""
                [{"id": "%s", "selfPaced": false, "starts": "%s", "price": {"amount": 30000, "currency": "EUR"}},
                 {"id": "%s", "selfPaced": false, "starts": "%s", "mode": "onsite", "price": {"amount": 90000, "currency": "EUR"}}]
                """.formatted(UUID.randomUUID(), spring, SUMMER, summer)));
        return offering;
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
                Map.entry("start", "90-days"),
                Map.entry("cost", "100-500"),
                Map.entry(
                        "startsFrom", LocalDate.now(ZoneOffset.UTC).plusWeeks(9).toString()),
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
}
