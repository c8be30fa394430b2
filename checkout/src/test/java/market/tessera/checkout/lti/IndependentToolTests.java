package market.tessera.checkout.lti;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.LearnerBrowser;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Purchases.Course;
import market.tessera.checkout.Shop;
import market.tessera.checkout.Surroundings;
import market.tessera.checkout.journey.Launching;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.Person.Kind;
import market.tessera.platform.identity.SessionTokens;
import market.tessera.sandbox.npm.NpmProcess;
import market.tessera.sandbox.npm.NpmTool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A learning system that others wrote (ltijs), from its registration to the badge, without anybody having told it of us but by the standard. */
@CheckoutTest
class IndependentToolTests {
    private static NpmProcess process;
    private static String tool;

    @Autowired
    Shop shop;

    @Autowired
    Purchases purchases;

    @Autowired
    SessionTokens tokens;

    private Course course;
    private Person administrator;
    private String page;

    @BeforeAll
    static void aLearningSystem() {
        process = NpmTool.install(Path.of("src/test/npm/ltijs"))
                .script("tool.mjs")
                .start();
        tool = process.awaitLine(line -> line.startsWith("listening on ")).substring("listening on ".length());
    }

    @AfterAll
    static void itEnds() {
        if (process != null) {
            process.close();
        }
    }

    @BeforeEach
    void thatHasRegisteredItselfForAProvider() {
        course = purchases.course("Infection control in home care");
        administrator = new Person(
                UUID.randomUUID(),
                Kind.STAFF,
                "maren@example.org",
                "Maren Vik",
                Set.of(course.provider() + ":administrator"));
        var browser = shop.signedIn(administrator);
        var pages = "/checkout/connections/" + course.provider();
        page = browser.post(pages, Map.of("kind", "LTI", "name", "Campus"))
                .block()
                .location();
        var link = browser.post(page + "/invitation", Map.of("address", tool + "/register"))
                .block()
                .first("href=\"([^\"]*registration_token[^\"]*)\"");
        assertThat(LearnerBrowser.anonymous().get(link).body()).contains("org.imsglobal.lti.close");
        assertThat(browser.get(page).block().body()).contains("Is this your system?", tool + "/login");
        browser.post(page + "/confirmation", Map.of()).block();
        browser.post(pages + "/uses", Map.of("connection", id())).block();
    }

    @Test
    void opensTheCourseGradesItAndFindsItsLearners() {
        var bea = Purchases.learner("Bea Lind");
        var theirs = purchases.buys(bea, course);
        var elsewhere = purchases.buys(Purchases.learner("Carl Holm"), purchases.anotherOf(course, "Another course"));
        purchases.awaitState(theirs, "CONFIRMED");
        purchases.awaitState(elsewhere, "CONFIRMED");
        var amara = Purchases.learner("Amara Okafor");
        var bought = purchases.buys(amara, course);
        purchases.awaitState(bought, "CONFIRMED");

        var told = launches(LearnerBrowser.of(amara, tokens), bought);

        assertThat(told.path("name").asString()).isEqualTo("Amara Okafor");
        assertThat(told.path("context").asString()).isEqualTo(course.intake().toString());
        assertThat(told.path("members").valueStream().map(JsonNode::asString))
                .as("page after page, of this course alone")
                .containsExactlyInAnyOrder("Amara Okafor Active", "Bea Lind Active");
        assertThat(told.path("instructors").asInt()).isZero();
        assertThat(told.at("/parts/found").toString()).isEqualTo("[\"Quiz\"]");
        assertThat(told.at("/parts/pages").toString()).isEqualTo("[1,1]");
        assertThat(told.at("/parts/changed").asString()).isEqualTo("Final quiz");
        assertThat(told.at("/parts/scores/0/resultScore").asInt()).isEqualTo(15);
        assertThat(told.at("/parts/scores/0/comment").asString()).isEqualTo("Well done");
        assertThat(told.at("/parts/left").toString()).isEqualTo("[\"Infection control in home care\"]");
        purchases.awaitState(bought, "COMPLETED");
        purchases.awaitBadge(bought);
        assertThat(purchases.one("select grade from enrollment where id = $1", String.class, bought.enrollment()))
                .isEqualTo("88 %");
        assertThat(purchases.state(theirs)).isEqualTo("CONFIRMED");
    }

    @Test
    void isWhereAnAdministratorPicksTheCourseThatAnOfferingOpens() {
        var staff = LearnerBrowser.of(administrator, tokens);
        var form = staff.get(
                LearnerBrowser.location(staff.follow(staff.get(page + "/course?offering=" + course.offering()))));
        assertThat(form.statusCode()).isEqualTo(200);
        var offered = into(staff, form);
        var answer = Map.of("JWT", LearnerBrowser.field(offered, "JWT"));
        var returnTo = LearnerBrowser.match(offered.body(), "action=\"([^\"]*)\"");
        assertThat(returnTo).isEqualTo(Surroundings.ORIGIN + "/lti/deep-link");

        var back = LearnerBrowser.anonymous().post(returnTo, answer);

        assertThat(LearnerBrowser.location(back)).endsWith(page + "?done=picked");
        assertThat(LearnerBrowser.anonymous().post(returnTo, answer).statusCode())
                .as("the same answer again")
                .isEqualTo(400);
        assertThat(staff.get(page).body()).contains("Module 7");
        var amara = Purchases.learner("Amara Okafor");
        var bought = purchases.buys(amara, course);
        purchases.awaitState(bought, "CONFIRMED");
        var told = launches(LearnerBrowser.of(amara, tokens), bought);
        assertThat(told.path("targetLinkUri").asString()).isEqualTo(tool + "/?module=7");
        assertThat(told.at("/custom/module").asString()).isEqualTo("seven");
    }

    @Test
    void believesThePlatformAfterItsKeyHasChanged() {
        var amara = Purchases.learner("Amara Okafor");
        var bought = purchases.buys(amara, course);
        purchases.awaitState(bought, "CONFIRMED");
        var before = Launching.form(LearnerBrowser.of(amara, tokens), bought);
        var keys = LearnerBrowser.anonymous().get("/lti/jwks").body();

        purchases.run("update signing_key set retired_at = now() where owner = 'lti' and retired_at is null");

        assertThat(launches(LearnerBrowser.of(amara, tokens), bought)
                        .path("name")
                        .asString())
                .isEqualTo("Amara Okafor");
        assertThat(LearnerBrowser.anonymous().get("/lti/jwks").body())
                .as("the old key is still there")
                .contains(LearnerBrowser.match(keys, "\"kid\":\"([^\"]*)\""));
        assertThat(LearnerBrowser.field(before, "id_token")).isNotEmpty();
    }

    private JsonNode launches(LearnerBrowser browser, Purchases.Bought bought) {
        var page = into(browser, Launching.form(browser, bought));
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        return new JsonMapper().readTree(page.body());
    }

    /** The browser posts the form that leads into the tool, and follows it there. */
    private static HttpResponse<String> into(LearnerBrowser browser, HttpResponse<String> form) {
        var target = HtmlUtils.htmlUnescape(
                LearnerBrowser.match(form.body(), "<form id=\"launch\"[^>]* action=\"([^\"]*)\""));
        var answer = browser.post(
                target,
                Map.of(
                        "id_token",
                        LearnerBrowser.field(form, "id_token"),
                        "state",
                        LearnerBrowser.field(form, "state")));
        while (answer.statusCode() / 100 == 3) {
            answer = browser.follow(answer);
        }
        return answer;
    }

    private String id() {
        return page.substring(page.lastIndexOf('/') + 1);
    }
}
