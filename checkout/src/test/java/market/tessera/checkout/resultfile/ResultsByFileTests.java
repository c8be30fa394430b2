package market.tessera.checkout.resultfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.LearnerBrowser;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Purchases.Bought;
import market.tessera.checkout.Purchases.Course;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.Person.Kind;
import market.tessera.platform.identity.SessionTokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A provider whose people fill in a file. */
@CheckoutTest
class ResultsByFileTests {
    @Autowired
    Purchases purchases;

    @Autowired
    SessionTokens tokens;

    private Course course;
    private Bought amara;
    private Bought bea;
    private LearnerBrowser people;
    private String pages;

    @BeforeEach
    void aProviderThatEnrollsByHand() {
        course = purchases.course("Infection control in home care");
        purchases.connects(course.provider(), "HAND");
        amara = purchases.buys(Purchases.learner("Amara Okafor"), course);
        bea = purchases.buys(Purchases.learner("Bea Lind"), course);
        people = LearnerBrowser.of(administrator(course.provider()), tokens);
        pages = "/checkout/connections/" + course.provider();
    }

    @Test
    void theRosterIsAFileThatCanBeFilledInAndHandedInAgain() {
        purchases.run("update enrollment set name = '=HYPERLINK(1)' where id = $1", bea.enrollment());
        var roster = people.get(pages + "/roster.csv").body();
        assertThat(roster)
                .startsWith("enrollment,order,offering,starts,name,email,state,result,grade,completed")
                .contains(amara.enrollment().toString(), "amara.okafor@example.com", "'=HYPERLINK(1)");

        var filled = roster.replaceAll("(?m)(" + amara.enrollment() + ".*),,,(\\r?)$", "$1,passed,Merit,2026-03-01$2");
        var report = handsIn(filled, false);

        assertThat(report.statusCode()).isEqualTo(200);
        assertThat(report.body()).contains("Completed", "Amara Okafor", "Lines that change something: 1");
        assertThat(purchases.state(amara)).isEqualTo("COMPLETED");
        assertThat(purchases.state(bea)).as("nobody has filled it in").isEqualTo("REQUESTED");
        assertThat(purchases.one("select grade from enrollment where id = $1", String.class, amara.enrollment()))
                .isEqualTo("Merit");
        purchases.awaitBadge(amara);
    }

    @Test
    void aTrialSaysWhatWouldBecomeOfItAndChangesNothing() {
        var report = handsIn(file(amara, "passed", "Merit", ""), true);

        assertThat(report.body()).contains("What would become of your file", "Completed", "Nothing was changed");
        assertThat(purchases.state(amara)).isEqualTo("REQUESTED");
        assertThat(purchases.count("select count(*) from completion where enrollment = $1", amara.enrollment()))
                .isZero();
    }

    @Test
    void aCorrectionIsAnotherResultAndAFailureTakesItBack() {
        handsIn(file(amara, "passed", "Pass", ""), false);
        assertThat(handsIn(file(amara, "passed", "Pass", ""), false).body()).contains("Nothing new");
        assertThat(handsIn(file(amara, "passed", "Merit", ""), false).body()).contains("Corrected");
        assertThat(purchases.one("select grade from enrollment where id = $1", String.class, amara.enrollment()))
                .isEqualTo("Merit");

        assertThat(handsIn(file(amara, "failed", "", ""), false).body()).contains("No longer completed");
        assertThat(purchases.state(amara)).isEqualTo("ACTIVE");
    }

    @Test
    void theRosterHandedInAsItWasSaysNothingNewWhicheverWayResultsCame() {
        handsIn(file(amara, "passed", "87 %", ""), false);
        handsIn(file(bea, "passed", "-3", ""), false);
        purchases.run("update completion set source = 'ags' where enrollment = $1", amara.enrollment());
        var roster = people.get(pages + "/roster.csv").body();
        assertThat(roster).contains("87 %", "'-3");

        assertThat(handsIn(roster, false).body())
                .contains("Nothing new", "Lines that change something: 0. Lines with a problem: 0.");
        assertThat(handsIn(roster.replace("87 %", "90 %"), false).body())
                .contains("came from a system of yours", "Lines with a problem: 1.");
    }

    @Test
    void everyLineThatCannotBeTakenIsSaidAndTheOthersCount() {
        var stranger = purchases.buys(Purchases.learner("Cem Aydin"), purchases.course("Another provider's"));
        var report = handsIn(
                "\uFEFFEnrollment;Result;Grade;Completed\r\n"
                        + amara.enrollment() + ";passed;Très bien;2026-03-01\r\n"
                        + amara.enrollment() + ";failed;;\r\n"
                        + stranger.enrollment() + ";passed;;\r\n"
                        + "17;passed;;\r\n"
                        + bea.enrollment() + ";brilliant;;\r\n"
                        + UUID.randomUUID() + ";passed;;2099-01-01\r\n"
                        + UUID.randomUUID() + ";passed;;yesterday\r\n",
                false);

        assertThat(report.body())
                .contains(
                        "stands in the file twice",
                        "You have no learner with that enrollment",
                        "The enrollment is not one",
                        "Write passed or failed",
                        "The day is in the future",
                        "Write the day as 2027-03-15",
                        "Lines with a problem: 6");
        assertThat(purchases.state(amara)).isEqualTo("COMPLETED");
        assertThat(purchases.state(stranger)).isNotEqualTo("COMPLETED");
        assertThat(handsIn("name,email\r\nx,y\r\n", false).body()).contains("has to name the columns");
        assertThat(handsIn("", false).statusCode()).isEqualTo(422);
    }

    @Test
    void anotherProvidersFileIsOutOfReach() {
        var stranger = LearnerBrowser.of(administrator(UUID.randomUUID()), tokens);

        assertThat(stranger.get(pages + "/roster.csv").statusCode()).isEqualTo(403);
        assertThat(stranger.get(pages + "/results").statusCode()).isEqualTo(403);
        assertThat(LearnerBrowser.anonymous().get(pages + "/results").statusCode())
                .isEqualTo(303);
    }

    private HttpResponse<String> handsIn(String file, boolean trial) {
        var form = people.get(pages + "/results");
        var action = LearnerBrowser.match(form.body(), "action=\"([^\"]*results\\?_csrf=[^\"]*)\"");
        return people.upload(
                action,
                "roster.csv",
                file.getBytes(StandardCharsets.UTF_8),
                trial ? Map.of("trial", "true") : Map.of());
    }

    private static String file(Bought bought, String result, String grade, String completed) {
        return "enrollment,result,grade,completed\r\n%s,%s,%s,%s\r\n"
                .formatted(bought.enrollment(), result, grade, completed);
    }

    private static Person administrator(UUID provider) {
        return new Person(
                UUID.randomUUID(), Kind.STAFF, "maren@example.org", "Maren", Set.of(provider + ":administrator"));
    }
}
