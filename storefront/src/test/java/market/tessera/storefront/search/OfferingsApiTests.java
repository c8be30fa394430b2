package market.tessera.storefront.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import market.tessera.storefront.SampleIndex;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OfferingsApiTests extends OfferingsApiSteps {
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

        client.head()
                .uri(PATH + "?limit=3")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", tag);
        client.get()
                .uri(PATH + "?limit=3")
                .header("If-None-Match", tag)
                .exchange()
                .expectStatus()
                .isNotModified()
                .expectBody()
                .isEmpty();
    }
}
