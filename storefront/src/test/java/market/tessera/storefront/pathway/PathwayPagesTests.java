package market.tessera.storefront.pathway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import market.tessera.storefront.SampleIndex;
import market.tessera.storefront.StorefrontTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

@StorefrontTest
class PathwayPagesTests {
    private static final String FIRST = "Offshore wind: site assessment";

    @Autowired
    WebTestClient client;

    @Test
    void aPathwayShowsWhatItTakesWhereItLeadsAndWhatItComesTo() {
        var first = SampleIndex.offering(FIRST);

        assertThat(page("/pathways/nk-wind"))
                .contains(
                        "All of these together lead to “Specialisation certificate in offshore wind”.",
                        "href=\"/institutions/nordkyst\"",
                        "3 courses",
                        "Sum of the 3 courses")
                .containsSubsequence("href=\"/offerings/" + first.path("slug").asString(), ">Compare<");
        assertThat(page("/offerings/" + first.path("slug").asString())).contains("href=\"/pathways/nk-wind\"");
        assertThat(page("/institutions/nordkyst")).contains("href=\"/pathways/nk-wind\"");
        assertThat(page("/pathways")).contains("href=\"/pathways/nk-wind\"", "Nordkyst University College · 3 parts");
    }

    @Test
    void sumsNothingWhereTheLearnerChooses() {
        assertThat(page("/pathways/nk-rural-nurse"))
                .contains("Any of these that add up to 15 ECTS lead to")
                .doesNotContain("All of it together");
    }

    @Test
    void aPartThatIsNotOnOfferIsCountedAndTheSumIsNotTold() {
        var first = SampleIndex.offering(FIRST);
        SampleIndex.put("offerings", first.deepCopy().put("withdrawn", true));
        try {
            assertThat(page("/pathways/nk-wind"))
                    .contains("2 courses", "One part is not on offer now.")
                    .doesNotContain("All of it together");
        } finally {
            SampleIndex.put("offerings", first);
        }
    }

    @Test
    void isAlsoFoundByItsId() {
        exchange("/pathways/" + SampleIndex.pathways().getFirst().path("id").asString())
                .expectStatus()
                .isSeeOther()
                .expectHeader()
                .valueMatches("Location", "/pathways/[a-z-]+");
    }

    @Test
    void whatThereNeverWasOrHasEndedIsNotFound() {
        Stream.of("/pathways/none", "/pathways/nk-wind/more")
                .forEach(address -> exchange(address).expectStatus().isNotFound());
    }

    private String page(String address) {
        return exchange(address)
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    private ResponseSpec exchange(String address) {
        return client.get().uri(address).accept(MediaType.TEXT_HTML).exchange();
    }
}
