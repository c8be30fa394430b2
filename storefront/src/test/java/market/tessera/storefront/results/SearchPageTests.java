package market.tessera.storefront.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import market.tessera.storefront.StorefrontTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

@StorefrontTest
class SearchPageTests {
    private static final Pattern NEXT = Pattern.compile("rel=\"next\"[^>]*href=\"([^\"]+)\"");
    private static final Pattern PREVIOUS = Pattern.compile("rel=\"prev\"[^>]*href=\"([^\"]+)\"");
    private static final Pattern OFFERING = Pattern.compile("href=\"(/offerings/[^\"]+)\"");
    private static final Pattern FIRST_CARD = Pattern.compile("id=\"offering-([0-9a-f-]+)\"");

    @Autowired
    WebTestClient client;

    @Test
    void describesTheStateInTheAddress() {
        var answer = client.get()
                .uri("/search?q=data&mode=online&priceMax=&hoursMin=&currency=&sort=relevance")
                .header("HX-Request", "true")
                .exchange()
                .expectStatus()
                .isOk();

        answer.expectHeader().valueEquals("HX-Push-Url", "/search?q=data&mode=online");
    }

    @Test
    void goesOnAndBack() {
        var first = page("/search?sort=price");
        var second = page(link(NEXT, first));
        var again = page(link(PREVIOUS, second));

        assertThat(firstCard(second)).isNotEqualTo(firstCard(first));
        assertThat(firstCard(again)).isEqualTo(firstCard(first));
    }

    @Test
    void takesAmountsInWholeUnits() {
        assertThat(page("/search?priceMax=500&currency=EUR")).contains("At most €500");
    }

    @Test
    void leadsToOfferingsInTheCurrencyThatIsAskedFor() {
        var link = link(OFFERING, page("/search?q=autosar&currency=NOK"));

        assertThat(link).endsWith("?currency=NOK");
        assertThat(page(link)).contains("about NOK", "Converted amounts are approximate");
    }

    @Test
    void showsBandsInTheirOrder() {
        assertThat(page("/search"))
                .containsSubsequence(
                        "value=\"under-100\"", "value=\"100-500\"", "value=\"500-1000\"", "value=\"1000-5000\"")
                .containsSubsequence("value=\"under-10\"", "value=\"10-40\"", "value=\"40-100\"", "value=\"100-300\"");
    }

    @Test
    void saysDatesAsPeopleDo() {
        assertThat(page("/search?startsFrom=2027-01-09")).contains("Starts from January 9, 2027");
    }

    @Test
    void isInOneLanguageAndSaysWhichWhateverTheBrowserPrefers() {
        for (var preferred : List.of("nb-NO,nb;q=0.9", "de", "x;q=much", "fr-CA,en-GB;q=0.7,en;q=0.5")) {
            var page = client.get()
                    .uri("/search?country=NO&startsFrom=2027-01-09")
                    .accept(MediaType.TEXT_HTML)
                    .header("Accept-Language", preferred)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody(String.class)
                    .returnResult()
                    .getResponseBody();

            assertThat(page).as(preferred).contains("Country: Norway").containsPattern("<html[^>]* lang=\"en");
            if (preferred.startsWith("fr")) {
                assertThat(page).contains("lang=\"en-GB\"", "Starts from 9 January 2027");
            }
        }
    }

    @Test
    void leavesCampaignMarksAlone() {
        assertThat(page("/search?utm_source=letter&q=wind")).doesNotContain("utm_source");
    }

    @Test
    void showsWhatWasTypedAsText() {
        assertThat(page("/search?q={q}", "<img src=x onerror=alert(1)>")).doesNotContain("<img src=x");
    }

    @Test
    void offersAWayOutWhenNothingFits() {
        assertThat(page("/search?q=wind&country=ZZ"))
                .contains("Nothing fits all of this")
                .contains("Drop the filters");
    }

    @Test
    void offersWhatThereIsWithOneConditionLess() {
        assertThat(page("/search?q=phlebotomy&country=NO")).contains("Without “Country: Norway”: 1 offering");
    }

    @Test
    void saysWhichOtherWordsCountAndWhyThisOrder() {
        assertThat(page("/search?q=ml"))
                .contains("Also searched for: machine learning.")
                .contains("href=\"/how-ranking-works\"");
    }

    @Test
    void staysNavigableWhenAFiltersValueIsGone() {
        assertThat(page("/search?q=wind&provider=closed-long-ago"))
                .contains("value=\"closed-long-ago\"")
                .contains("Without “Institution: closed-long-ago”: ");
    }

    @Test
    void letsSearchEnginesListWhatIsBrowsedButNotWhatSomebodyAskedFor() {
        assertThat(page("/search")).doesNotContain("noindex");
        assertThat(page("/search?mode=online")).doesNotContain("noindex");
        assertThat(page("/search?mode=online&language=en")).contains("noindex");
        assertThat(page("/search?q=wind")).contains("noindex");
    }

    @Test
    void saysWhatIsWrongWithAnAddress() {
        client.get()
                .uri("/search?sort=best")
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody(String.class)
                .value(body -> assertThat(body).contains("sort").contains("is not one of"));
    }

    @Test
    void saysInTheWordsOfTheFieldsWhatDoesNotFitAndGoesOnWithTheRest() {
        client.get()
                .uri("/search?q=wind&hoursMin=40&hoursMax=10&mode=online&utm_source=letter")
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody(String.class)
                .value(body -> assertThat(body)
                        .contains("no fewer than “From, hours”")
                        .doesNotContain("Parameter")
                        .contains("href=\"/search?q=wind&amp;mode=online&amp;hoursMin=40\""));
    }

    private String page(String address, Object... variables) {
        return client.get()
                .uri(address, variables)
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    private static String link(Pattern pattern, String page) {
        var found = pattern.matcher(page);
        assertThat(found.find()).isTrue();
        return found.group(1).replace("&amp;", "&");
    }

    private static String firstCard(String page) {
        return link(FIRST_CARD, page);
    }
}
