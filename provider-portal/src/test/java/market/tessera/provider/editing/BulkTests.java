package market.tessera.provider.editing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import market.tessera.provider.Browser;
import market.tessera.provider.PortalTest;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@PortalTest
class BulkTests {
    private static final Pattern SEEN = Pattern.compile("name=\"seen\" value=\"([^\"]+)\"");
    private static final Pattern SHOWN = Pattern.compile("name=\"shown\" value=\"([^\"]+)\"");

    @Autowired
    private Cast cast;

    private UUID nordkyst;
    private Browser author;

    @BeforeEach
    void anAuthor() {
        nordkyst = cast.institution("Nordkyst");
        author = cast.signedIn(cast.person("Ane Author", nordkyst, Role.AUTHOR));
    }

    @Test
    void showsWhatWouldChangeAndThenChangesIt() {
        var wind = priced("Offshore wind", "3900");
        var wave = priced("Wave power", "1000.05");
        var free = begun("Tides");
        var inReview = priced("Solar", "10");
        author.follow(path(inReview) + "/propose", "revision", "1");

        var preview = sent("/preview", List.of(), "element", "price", "price", "-10", wind, wave, free, inReview);

        assertThat(plain(preview))
                .contains("2 drafts would change", "3,510", "900.05", "Says so already", "left alone");
        assertThat(author.page(path(wind))).contains("3,900");
        var done = sent("/apply", seen(preview), "element", "price", "price", "-10", wind, wave, free, inReview);
        assertThat(done).contains("What has changed").containsPattern("(?s)Offshore wind.*?Changed");
        assertThat(author.page(path(wind))).contains("3,510");
        assertThat(author.page(path(inReview))).doesNotContain("NOK 9");
        assertThat(author.follow("/portal/reviews", proposal(done))).endsWith("?done=proposed&count=2&left=0");
        assertThat(author.page(path(wave))).contains("Prices of 2027");
        assertThat(plain(sent(
                        "/preview", List.of(), "element", "price", "price", "500", priced("Fusion", "9999999999"))))
                .as("the most that a price can be")
                .contains("10,000,000,000");
    }

    @Test
    void changesAnyElementAndLeavesTheOthersAlone() {
        var wind = priced("Offshore wind", "3900");
        var empty = begun("Tides");

        sent(
                "/apply",
                seen(sent("/preview", List.of(), "element", "languages", "languages", "en, nb", wind, empty)),
                "element",
                "languages",
                "languages",
                "en, nb",
                wind,
                empty);

        assertThat(author.page(path(wind) + "/edit")).contains("value=\"en, nb\"", "3900");
        assertThat(author.page(path(empty) + "/edit")).contains("value=\"en, nb\"");
        author.post("/portal/offerings/bulk/preview", "ids", wind, "element", "languages", "languages", "Norwegian!")
                .expectStatus()
                .isEqualTo(422);
        author.post("/portal/offerings/bulk/preview", "ids", wind, "element", "price", "price", "much")
                .expectStatus()
                .isEqualTo(422);
    }

    @Test
    void leavesAloneWhatSomebodyHasChangedSinceThePreviewAndWhatIsOfOthers() {
        var wind = priced("Offshore wind", "3900");
        var preview = sent("/preview", List.of(), "element", "languages", "languages", "en", wind, wind);
        author.follow(path(wind) + "/edit", "revision", "1", "title", "Onshore wind");

        assertThat(sent("/apply", seen(preview), "element", "languages", "languages", "en", wind))
                .contains("Changed by somebody since the preview");
        var stranger = cast.signedIn(cast.person("Sten", cast.institution("Another"), Role.AUTHOR));
        assertThat(stranger.post(
                                "/portal/offerings/bulk/preview",
                                "ids",
                                wind,
                                "element",
                                "languages",
                                "languages",
                                "en")
                        .expectStatus()
                        .isOk()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody())
                .doesNotContain("wind");
    }

    private static String[] proposal(String result) {
        return Stream.concat(
                        Stream.of("deed", "propose", "all", "true", "why", "Prices of 2027"),
                        SHOWN.matcher(result).results().flatMap(found -> Stream.of("shown", found.group(1))))
                .toArray(String[]::new);
    }

    private static String plain(String page) {
        return page.replaceAll("</?(del|ins|span)>", "");
    }

    private String sent(
            String step, List<String> seen, String e, String element, String name, String value, String... ids) {
        var fields = new ArrayList<>(List.of(e, element, name, value));
        for (var at = 0; at < ids.length; at++) {
            fields.addAll(List.of("ids", ids[at]));
            if (at < seen.size()) {
                fields.addAll(List.of("seen", seen.get(at)));
            }
        }
        return author.post("/portal/offerings/bulk" + step, fields.toArray(String[]::new))
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    private static List<String> seen(String page) {
        return SEEN.matcher(page).results().map(found -> found.group(1)).toList();
    }

    private String begun(String title) {
        return author.follow("/portal/offerings/new", "title", title, "provider", nordkyst.toString())
                .replaceAll("/portal/offerings/|/edit", "");
    }

    private String priced(String title, String amount) {
        var id = begun(title);
        author.follow(
                path(id) + "/edit",
                "revision",
                "0",
                "title",
                title,
                "costs[0].type",
                "tuition",
                "costs[0].amount",
                amount,
                "costs[0].currency",
                "NOK");
        return id;
    }

    private static String path(String id) {
        return "/portal/offerings/" + id;
    }
}
