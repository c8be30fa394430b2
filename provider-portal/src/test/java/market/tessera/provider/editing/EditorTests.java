package market.tessera.provider.editing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.platform.identity.SignedCalls;
import market.tessera.provider.ATestStorefront;
import market.tessera.provider.Browser;
import market.tessera.provider.PortalTest;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

@PortalTest
class EditorTests {
    @Autowired
    private Cast cast;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private SignedCalls calls;

    private Browser author;
    private Browser colleague;
    private String offering;

    @BeforeEach
    void aDraftOfTwoAuthors() {
        var institution = cast.institution("Nordkyst");
        author = cast.signedIn(cast.person("Ane Author", institution, Role.AUTHOR));
        colleague = cast.signedIn(cast.person("Carl Colleague", institution, Role.AUTHOR));
        offering = author.follow("/portal/offerings/new", "title", "Offshore wind", "provider", institution.toString())
                .replace("/edit", "");
    }

    @Test
    void keepsEveryElementAndShowsItAgain() {
        save(
                author,
                "0",
                "title",
                "Offshore wind",
                "summary",
                "Read wind data",
                "description",
                "For **engineers**",
                "awardingBody.name",
                "NOKUT",
                "outcomes",
                "Interpret data\r\n\r\nJudge a survey\r\n",
                "skills[0].label",
                "wind resource assessment",
                "skills[3].label",
                "surveying",
                "effort.hours",
                "12,5",
                "credit.framework",
                "ECTS",
                "credit.points",
                "2",
                "level.framework",
                "EQF",
                "level.value",
                "6",
                "level.cycle",
                "first",
                "assessment[0].type",
                "project",
                "assessment[0].supervised",
                "true",
                "participation.mode",
                "blended",
                "participation.place.city",
                "Tromsø",
                "qualityAssurance[0].type",
                "accreditation",
                "qualityAssurance[0].reviewed",
                "2026-03-01",
                "languages",
                "en, nb",
                "costs[0].type",
                "tuition",
                "costs[0].amount",
                "3 900,50",
                "costs[0].currency",
                "nok",
                "tax",
                "inclusive",
                "financialAid",
                "false",
                "subjects[0].scheme",
                "ISCED-F",
                "subjects[0].code",
                "0713",
                "credential.type",
                "digital-badge",
                "refund.days",
                "14");

        assertThat(stored())
                .contains(
                        "\"hours\": 12.5",
                        "\"amount\": 390050",
                        "\"currency\": \"NOK\"",
                        "[\"Interpret data\", \"Judge a survey\"]")
                .contains(
                        "\"surveying\"",
                        "\"supervised\": true",
                        "\"financialAid\": false",
                        "[\"en\", \"nb\"]",
                        "\"city\": \"Tromsø\"");
        assertThat(author.page(offering + "/edit"))
                .contains("value=\"12.5\"", "value=\"3900.50\"", "skills[1].label", "Interpret data\nJudge a survey")
                .doesNotContain("skills[2].label");
    }

    @Test
    void keepsWhatCannotBeUnderstoodInItsInputAndSavesTheRest() {
        var page = author.post(
                        offering + "/edit",
                        "revision",
                        "0",
                        "title",
                        "Offshore wind",
                        "summary",
                        "Read\0 wind data",
                        "effort.hours",
                        "about fifty",
                        "credit.framework",
                        "ECTS",
                        "credit.points",
                        "1e999999999",
                        "costs[0].type",
                        "tuition",
                        "costs[0].amount",
                        "100",
                        "costs[0].currency",
                        "crowns",
                        "url",
                        "javascript:alert(1)")
                .expectStatus()
                .isEqualTo(422)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(page)
                .contains("value=\"about fifty\"", "Effort, Hours: Use a number, such as 12 or 12.5")
                .contains(
                        "value=\"1e999999999\"",
                        "value=\"crowns\"",
                        "value=\"javascript:alert(1)\"",
                        "There is a problem");
        assertThat(stored()).contains("Read wind data").doesNotContain("javascript", "costs", "effort", "credit");
    }

    @Test
    void showsBothWhenSomebodyElseWasFaster() {
        save(colleague, "0", "title", "Offshore wind", "summary", "The words of Carl");

        var page = author.post(
                        offering + "/edit", "revision", "0", "title", "Offshore wind", "summary", "The words of Ane")
                .expectStatus()
                .isEqualTo(409)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(page)
                .contains("Somebody else has changed this offering meanwhile", "<del>Carl</del>", "<ins>Ane</ins>")
                .contains(">The words of Ane</textarea>", "name=\"revision\" value=\"1\"");
        save(author, "1", "title", "Offshore wind", "summary", "The words of Ane");
        assertThat(stored()).contains("The words of Ane");
    }

    @Test
    void takesOverWhatOnlyTheOtherHasChangedAndLetsOneChooseTheRest() {
        save(
                author,
                "0",
                "title",
                "Offshore wind",
                "summary",
                "As it was",
                "languages",
                "en",
                "costs[0].type",
                "tuition",
                "costs[0].amount",
                "1",
                "costs[0].currency",
                "NOK");
        var was = was(author.page(offering + "/edit"));
        save(colleague, "1", "title", "Wind by Carl", "summary", "The words of Carl", "languages", "en", "was", was);

        var page = author.post(
                        offering + "/edit",
                        "revision",
                        "1",
                        "was",
                        was,
                        "title",
                        "Offshore wind",
                        "summary",
                        "The words of Ane",
                        "languages",
                        "en, nb",
                        "costs[0].type",
                        "tuition",
                        "costs[0].amount",
                        "1",
                        "costs[0].currency",
                        "NOK")
                .expectStatus()
                .isEqualTo(409)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(page)
                .contains("taken over into your form: Title, Costs", "value=\"Wind by Carl\"", "name=\"keep[summary]\"")
                .containsOnlyOnce("Both of you changed it")
                .doesNotContain(
                        "name=\"keep[title]\"",
                        "hx-post=\"/portal/offerings/" + offering.replace("/portal/offerings/", "") + "/edit/autosave");
        save(
                author,
                "2",
                "was",
                was(page),
                "title",
                "Wind by Carl",
                "summary",
                "The words of Ane",
                "languages",
                "en, nb",
                "keep[summary]",
                "theirs",
                "keep[languages]",
                "mine");
        assertThat(stored())
                .contains("Wind by Carl", "The words of Carl", "\"nb\"")
                .doesNotContain("tuition");
    }

    private static String was(String page) {
        return page.replaceAll("(?s).*name=\"was\" value=\"([^\"]*)\".*", "$1");
    }

    @Test
    void savesAsOneTypesAndSaysWhatIsMissing() {
        var aside = autosave("0", "title", "Offshore wind", "effort.hours", "50");
        assertThat(aside)
                .contains("Everything is saved", "name=\"revision\" value=\"1\"", "required elements missing")
                .doesNotContain("<html", "<form");

        assertThat(autosave("1", "title", "Offshore wind", "effort.hours", "x"))
                .contains("Saved, except one input", "#effort.hours", "name=\"revision\" value=\"1\"");
        assertThat(autosave("0", "title", "Something else")).contains("somebody else has changed");
        assertThat(stored()).contains("\"hours\": 50").doesNotContain("Something else");
    }

    @Test
    void becomesComparableWhenTheMarketsElementsAreThere() {
        assertThat(autosave(
                        "0",
                        "title",
                        "Offshore wind",
                        "outcomes",
                        "Interpret data",
                        "effort.hours",
                        "50",
                        "level.framework",
                        "EQF",
                        "level.value",
                        "6",
                        "assessment[0].type",
                        "project",
                        "participation.mode",
                        "online",
                        "qualityAssurance[0].type",
                        "internal",
                        "credential.type",
                        "certificate"))
                .contains(">Comparable</span>");
    }

    @Test
    void addsAndRemovesRowsWithoutJavaScript() {
        var more = author.post(
                        offering + "/edit",
                        "revision",
                        "0",
                        "title",
                        "Offshore wind",
                        "skills[0].label",
                        "surveying",
                        "add",
                        "skills")
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(more).contains("name=\"skills[1].label\"", "name=\"revision\" value=\"1\"");

        author.follow(
                offering + "/edit",
                "revision",
                "1",
                "title",
                "Offshore wind",
                "skills[0].label",
                "surveying",
                "remove",
                "skills[0]");
        assertThat(stored()).doesNotContain("surveying");
    }

    @Test
    void showsHtmlAsTheTextThatItIs() {
        save(
                author,
                "0",
                "title",
                "<script>alert('title')</script>",
                "description",
                "<img src=x onerror=alert(1)> **bold** [link](javascript:alert(2))");

        assertThat(author.page("/portal/offerings")).doesNotContain("<script>alert");
        assertThat(author.page(offering)).doesNotContain("<script>alert");
    }

    @Test
    void isShownByTheStorefrontAsIfItWerePublished() {
        save(
                author,
                "0",
                "title",
                "Offshore wind",
                "costs[0].type",
                "tuition",
                "costs[0].amount",
                "390",
                "costs[0].currency",
                "nok",
                "costs[0].mandatory",
                "true");

        assertThat(author.page(offering + "/preview")).contains("<h1>Offshore wind</h1>");

        var asked = ATestStorefront.lastAsked();
        assertThat(calls.isSigned(asked.path(), asked.body(), asked.signature()))
                .isTrue();
        assertThat(asked.json().path("back").asString()).isEqualTo(offering);
        var told = asked.json().path("offering");
        assertThat(told.path("id").asString()).isEqualTo(offering.substring(offering.lastIndexOf('/') + 1));
        assertThat(told.path("status").asString()).isEqualTo("published");
        assertThat(told.path("edition").asInt()).isEqualTo(1);
        assertThat(told.path("slug").asString()).startsWith("offshore-wind");
        assertThat(told.at("/provider/verified").asBoolean()).isTrue();
        assertThat(told.at("/elements/costs/0/amount").asInt()).isEqualTo(39_000);
        assertThat(told.path("completeness").asDouble()).isPositive();
        assertThat(told.path("updatedAt").asString()).isNotBlank();
    }

    @Test
    void saysThatThePreviewIsAwayWhileTheStorefrontIs() {
        ATestStorefront.whileDown(() -> author.get(offering + "/preview")
                .expectStatus()
                .isEqualTo(503)
                .expectBody(String.class)
                .value(page -> assertThat(page)
                        .contains("The preview cannot be shown at the moment", "href=\"" + offering + "\"")));
    }

    @Test
    void refusesAHugeTextAndKeepsWhatWasTyped() {
        var long20k = "word ".repeat(5_000);
        var page = author.post(offering + "/edit", "revision", "0", "title", "Offshore wind", "description", long20k)
                .expectStatus()
                .isEqualTo(422)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(page).contains(long20k.strip(), "Use at most 20,000 characters");
        author.post(
                        offering + "/edit",
                        "revision",
                        "0",
                        "title",
                        "Offshore wind",
                        "description",
                        "x".repeat(10_000_000))
                .expectStatus()
                .isEqualTo(413);
        assertThat(stored()).doesNotContain("word word");
    }

    @Test
    void isClosedWhileTheDraftIsReviewed() {
        author.follow(offering + "/propose", "revision", "0");

        author.get(offering + "/edit").expectStatus().is3xxRedirection();
        author.post(offering + "/edit", "revision", "1", "title", "Changed under review")
                .expectStatus()
                .isEqualTo(409)
                .expectBody(String.class)
                .value(page -> assertThat(page).contains("no longer open for changes", "Changed under review"));
        assertThat(stored()).doesNotContain("Changed under review");
    }

    private void save(Browser browser, String revision, String... fields) {
        browser.follow(
                offering + "/edit",
                Stream.concat(Stream.of("revision", revision), Stream.of(fields))
                        .toArray(String[]::new));
    }

    private String autosave(String revision, String... fields) {
        return author.post(
                        offering + "/edit/autosave",
                        Stream.concat(Stream.of("revision", revision), Stream.of(fields))
                                .toArray(String[]::new))
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    private String stored() {
        return one("select elements::text from offering_draft where offering = :id");
    }

    private String one(String sql) {
        return database.sql(sql)
                .bind("id", UUID.fromString(offering.substring(offering.lastIndexOf('/') + 1)))
                .map(row -> row.get(0, String.class))
                .one()
                .block();
    }
}
