package market.tessera.checkout.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Graduates;
import market.tessera.checkout.LearnerBrowser;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.badge.RevokeBadge;
import market.tessera.checkout.badge.ShowBadge;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.SessionTokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@CheckoutTest
class TranscriptTests {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String OWN = "/learning/transcript";

    @Autowired
    Graduates graduates;

    @Autowired
    Purchases purchases;

    @Autowired
    SessionTokens tokens;

    @Autowired
    ShowBadge show;

    @Autowired
    RevokeBadge revoke;

    private final Person amara = Purchases.learner("Amara Okafor");
    private final LearnerBrowser anyone = LearnerBrowser.anonymous();
    private LearnerBrowser browser;

    @BeforeEach
    void signedIn() {
        browser = LearnerBrowser.of(amara, tokens);
    }

    @Test
    void holdsWhatIsInForceAndIsSignedAgainOnlyWhenThatChanges() {
        var first = graduates.badge(amara, "Infection control in home care");
        var second = graduates.badge(amara, "Wound care");

        var record = record();

        assertThat(record.path("type").valueStream().map(JsonNode::asString))
                .containsExactly("VerifiableCredential", "ClrCredential");
        assertThat(record.at("/credentialSubject/verifiableCredential"))
                .extracting(held -> held.path("id").asString().replaceFirst(".*/", ""))
                .as("in any order: both were issued within a second")
                .containsExactlyInAnyOrder(first.toString(), second.toString());
        assertThat(record.at("/issuer/name").asString()).isEqualTo("Tessera");
        assertThat(record.toString()).doesNotContain(amara.email());
        assertThat(record()).isEqualTo(record);
        assertThat(browser.get(OWN).body()).contains("Wound care", "Glenmore College", "88 %", "Make a link");
        assertThat(browser.get(OWN + "/transcript.pdf").body()).startsWith("%PDF");

        revoke.revoke(first, "Issued by mistake").block();

        assertThat(record().at("/credentialSubject/verifiableCredential")).hasSize(1);
    }

    @Test
    void isVerifiedOnTheVerifiersPageTogetherWithEveryBadgeInIt() {
        graduates.badge(amara, "Infection control in home care");
        var second = graduates.badge(amara, "Wound care");
        var record = browser.get(OWN + "/transcript.json").body();
        var jwt = browser.get(OWN + "/transcript.jwt").body();

        assertThat(verified(record)).contains("This learning record is genuine", "All 2 badges in it are genuine");
        assertThat(verified(jwt)).contains("This learning record is genuine");
        assertThat(verified(record.replace("Wound care", "Brain surgery")))
                .contains("This learning record cannot be trusted");

        revoke.revoke(second, "Issued by mistake").block();

        assertThat(verified(record))
                .contains(
                        "This learning record is genuine, but not everything in it is in force",
                        "Not all of the 2 badges in it are in force any more",
                        "Status: Its issuer has revoked it.");
    }

    @Test
    void isShownByALinkForAsLongAsTheLearnerWants() {
        graduates.badge(amara, "Infection control in home care");
        var hidden = graduates.badge(amara, "Wound care");
        show.show(hidden, amara.id(), false).block();

        browser.post(OWN + "/link", Map.of("_csrf", csrf()));
        browser.post(OWN + "/link", Map.of("_csrf", csrf()));
        var link =
                LearnerBrowser.match(browser.get(OWN).body(), "value=\"(http[^\"]*/learning/transcripts/[0-9a-f-]+)\"");

        assertThat(anyone.get(link).body())
                .contains("Amara Okafor", "Infection control", "noindex")
                .doesNotContain("Wound care", "End the link", amara.email());
        assertThat(JSON.readTree(anyone.get(link + "/transcript.json").body())
                        .at("/credentialSubject/verifiableCredential"))
                .hasSize(1);
        assertThat(anyone.get(link + "/transcript.pdf").body()).startsWith("%PDF");

        browser.post(OWN + "/link/end", Map.of("_csrf", csrf()));

        assertThat(anyone.get(link).statusCode()).isEqualTo(404);
        assertThat(anyone.get(link).body()).contains("This record is not shown");
        assertThat(anyone.get(link + "/transcript.json").statusCode()).isEqualTo(404);
    }

    @Test
    void isNobodyElsesAndSaysWhenThereIsNothingYet() {
        assertThat(anyone.get(OWN).statusCode()).isEqualTo(303);
        assertThat(anyone.get(OWN + "/transcript.json").statusCode()).isIn(303, 401);
        assertThat(browser.get(OWN).body()).contains("No badges yet");
        assertThat(browser.get(OWN + "/transcript.json").statusCode()).isEqualTo(404);
    }

    @Test
    void datesOfCoursesAreAFileForACalendar() {
        var course = purchases.course("Wound care; dressing, in practice");
        purchases.run(
                "update offer_intake set self_paced = false, starts = '2027-02-01', ends = '2027-03-15', place = 'Room 4, Leeds' where id = $1",
                course.intake());
        var bought = purchases.buys(amara, course);
        purchases.buys(amara, purchases.course("At my own pace"));

        var file = browser.get("/learning/calendar.ics");

        assertThat(file.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/calendar");
        assertThat(file.body())
                .containsOnlyOnce("BEGIN:VEVENT")
                .contains(
                        "UID:" + bought.enrollment() + "@tessera\r\n",
                        "DTSTART;VALUE=DATE:20270201\r\n",
                        "DTEND;VALUE=DATE:20270316\r\n",
                        "SUMMARY:Wound care\\; dressing\\, in practice\r\n",
                        "LOCATION:Room 4\\, Leeds\r\n")
                .endsWith("END:VCALENDAR\r\n");
        assertThat(file.body().lines()).allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= 75);
    }

    private JsonNode record() {
        return JSON.readTree(browser.get(OWN + "/transcript.json").body());
    }

    private String verified(String text) {
        return anyone.upload("/verify", "", new byte[0], Map.of("badge", text)).body();
    }

    private String csrf() {
        return LearnerBrowser.field(browser.get(OWN), "_csrf");
    }
}
