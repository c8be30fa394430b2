package market.tessera.checkout.connecting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.LearnerBrowser;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Purchases.Course;
import market.tessera.checkout.Shop;
import market.tessera.checkout.Surroundings;
import market.tessera.checkout.TestTool;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.Person.Kind;
import market.tessera.platform.identity.SessionTokens;
import market.tessera.sandbox.buyer.Browser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CheckoutTest
class ConnectionsTests {
    private static final String SCORE = "https://purl.imsglobal.org/spec/lti-ags/scope/score";

    @Autowired
    Shop shop;

    @Autowired
    Purchases purchases;

    @Autowired
    SessionTokens tokens;

    private final Person amara = Purchases.learner("Amara Okafor");
    private Course course;
    private Browser administrator;
    private String pages;

    @BeforeEach
    void anAdministratorOfAProviderThatHasConnectedNothing() {
        course = purchases.course("Infection control in home care");
        administrator = shop.signedIn(staff(course.provider() + ":administrator"));
        pages = "/checkout/connections/" + course.provider();
    }

    @Test
    void aLearningSystemIsConnectedByHandAndLearnersOpenTheirCourseInIt() {
        try (var tool = TestTool.running()) {
            var page = adds("LTI", "Campus Moodle");
            assertThat(get(page).body())
                    .contains(Surroundings.ORIGIN + "/lti/authorize", Surroundings.ORIGIN + "/lti/jwks", id(page));

            var saved = post(page + "/tool", tool.form());
            assertThat(saved.status()).isEqualTo(200);
            assertThat(saved.body()).contains("Whatever your system signs can be verified", "Works");
            uses(page);
            var bought = purchases.buys(amara, course);
            purchases.awaitState(bought, "CONFIRMED");

            assertThat(LearnerBrowser.location(
                            LearnerBrowser.of(amara, tokens).get("/lti/launch/" + bought.enrollment())))
                    .startsWith(tool.url() + "/login?")
                    .contains("client_id=" + id(page));
        }
    }

    @Test
    void whatWasTypedWrongIsSaidBesideTheFieldAndKept() {
        var page = adds("LTI", "Campus Moodle");

        var answer = post(
                page + "/tool",
                Map.of(
                        "login",
                        "ftp://campus.example.edu",
                        "redirects",
                        "",
                        "launch",
                        "https://campus.example.edu/lti",
                        "keys",
                        "-----BEGIN PUBLIC KEY-----\nnone\n-----END PUBLIC KEY-----",
                        "deployment",
                        "a b",
                        "pass",
                        "120"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains("ftp://campus.example.edu", "https://campus.example.edu/lti")
                .contains(
                        "at least one address a line", "no public RSA key", "without spaces", "a number from 0 to 100");
        assertThat(purchases.count("select count(*) from lti_tool where connection = $1", UUID.fromString(id(page))))
                .isZero();
        assertThat(post(pages, Map.of("kind", "LTI", "name", " ")).body()).contains("Enter a name");
    }

    @Test
    void aTestThatFailsSaysWhyInPlainWords() {
        var page = adds("LTI", "Campus Moodle");
        String body;
        try (var tool = TestTool.running()) {
            var form = new HashMap<>(tool.form());
            form.put("jwks", tool.url() + "/launch");
            form.put("launch", tool.url() + "/nowhere");
            body = post(page + "/tool", form).body();
        }

        assertThat(body).contains("with status 400 instead of what was asked for", "with status 404", "Does not work");
        assertThat(get(pages).body()).contains("Does not work");
    }

    @Test
    void keysMayBeTypedWhereTheSystemPublishesNone() {
        try (var tool = TestTool.running()) {
            var page = adds("LTI", "Campus Moodle");
            var form = new HashMap<>(tool.form());
            form.remove("jwks");
            form.put("keys", tool.publicKey());
            post(page + "/tool", form);

            tool.isCalled(id(page));
            assertThat(TestTool.token(tool.assertion("once"), SCORE).statusCode())
                    .isEqualTo(200);
            assertThat(TestTool.token(tool.forgedAssertion(), SCORE).statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void aSystemThatWasInvitedRegistersItselfOnceAndWaitsForConfirmation() {
        try (var tool = TestTool.running()) {
            var page = adds("LTI", "Campus Canvas");
            var link = post(page + "/invitation", Map.of("address", tool.url() + "/register?for=us"))
                    .first("href=\"([^\"]*registration_token[^\"]*)\"");
            assertThat(link).startsWith(tool.url() + "/register?for=us&openid_configuration=");
            var token = link.substring(link.indexOf("registration_token=") + "registration_token=".length());

            assertThat(tool.registers("forged", tool.registration()).statusCode())
                    .isEqualTo(401);
            assertThat(tool.registers(token, tool.registration().replace("/login", "/#login"))
                            .body())
                    .contains("invalid_client_metadata", "initiate_login_uri");
            var registered = tool.registers(token, tool.registration());
            assertThat(registered.statusCode()).isEqualTo(200);
            assertThat(registered.body()).contains("\"client_id\":\"" + id(page) + "\"", "deployment_id");
            assertThat(tool.registers(token, tool.registration()).statusCode())
                    .as("once")
                    .isEqualTo(401);

            tool.isCalled(id(page));
            assertThat(TestTool.token(tool.assertion("before"), SCORE).statusCode())
                    .as("nobody has confirmed it")
                    .isEqualTo(401);
            assertThat(get(page).body()).contains("Is this your system?", tool.url() + "/launch");
            post(page + "/confirmation", Map.of());
            assertThat(TestTool.token(tool.assertion("after"), SCORE).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void byHandLearnersWaitUntilThePeopleSayThatTheyAreEnrolled() {
        var page = adds("HAND", "Registrar");
        post(page + "/guidance", Map.of("guidance", "Call Ms Vik on 555 0100."));
        uses(page);
        var bought = purchases.buys(amara, course);
        var elsewhere = purchases.course("Another provider's");
        purchases.connects(elsewhere.provider(), "HAND");
        var theirs = purchases.buys(amara, elsewhere);
        shop.await(waiting(bought.enrollment()), 1L);
        shop.await(waiting(theirs.enrollment()), 1L);
        assertThat(get(pages).body())
                .contains("Amara Okafor")
                .contains(bought.enrollment().toString());

        post(pages + "/enrolled", Map.of("enrollment", bought.enrollment() + "," + theirs.enrollment()));

        assertThat(purchases.state(bought)).isEqualTo("CONFIRMED");
        assertThat(purchases.state(theirs)).as("another provider's learner").isEqualTo("REQUESTED");
        assertThat(LearnerBrowser.of(amara, tokens).get("/learning").body())
                .contains("Call Ms Vik on 555 0100.")
                .doesNotContain("/lti/launch/" + bought.enrollment());
    }

    @Test
    void oneOfferingMayGoAnotherWayThanAllOthers() {
        var registrar = adds("HAND", "Registrar");
        var form = Map.of(
                "connection", id(registrar), "offering", course.offering().toString());
        assertThat(post(pages + "/uses", form).location()).endsWith("done=chosen");
        var other = purchases.anotherOf(course, "All others");

        var byHand = purchases.buys(amara, course);
        var bySystem = purchases.buys(amara, other);

        purchases.awaitState(bySystem, "CONFIRMED");
        shop.await(waiting(byHand.enrollment()), 1L);
        assertThat(post(pages + "/uses", Map.of("offering", course.offering().toString()))
                        .location())
                .endsWith("done=dropped");
        purchases.awaitState(byHand, "CONFIRMED");
    }

    @Test
    void whoCouldNotBeHandedOverGoesTheNewWayAtOnceAndNotAfterThePause() {
        var program = adds("WEBHOOK", "Program");
        post(program + "/program", Map.of("address", "http://localhost:1/enrollments"));
        uses(program);
        var bought = purchases.buys(amara, course);
        shop.await(
                "select count(*) from handoff where enrollment = '%s' and failure is not null"
                        .formatted(bought.enrollment()),
                1L);
        purchases.run(
                "update handoff set attempts = 12, due_at = now() + interval '1 hour' where enrollment = $1",
                bought.enrollment());
        assertThat(get(pages).body())
                .contains("One learner has paid and could not be handed over", "Try all of them again");

        var registrar = adds("HAND", "Registrar");
        post(registrar + "/guidance", Map.of("guidance", ""));
        uses(registrar);

        shop.await(waiting(bought.enrollment()), 1L);
    }

    @Test
    void anotherProvidersConnectionsAreOutOfReach() {
        var page = adds("HAND", "Registrar");
        post(page + "/guidance", Map.of("guidance", ""));
        var others = purchases.course("Another provider's");
        var stranger = shop.signedIn(staff(others.provider() + ":administrator"));
        var author = shop.signedIn(staff(course.provider() + ":author"));

        assertThat(stranger.get(pages).block().status()).isEqualTo(403);
        assertThat(author.get(pages).block().status()).isEqualTo(403);
        assertThat(author.get("/checkout/connections").block().status()).isEqualTo(403);
        assertThat(stranger.get("/checkout/connections/%s/%s".formatted(others.provider(), id(page)))
                        .block()
                        .status())
                .isEqualTo(404);
        var theirUses = "/checkout/connections/%s/uses".formatted(others.provider());
        assertThat(stranger.post(theirUses, Map.of("connection", id(page)))
                        .block()
                        .location())
                .endsWith("done=notChosen");
        assertThat(post(
                                pages + "/uses",
                                Map.of(
                                        "connection",
                                        id(page),
                                        "offering",
                                        others.offering().toString()))
                        .location())
                .endsWith("done=notChosen");
        assertThat(shop.browser().get(pages).block().location()).startsWith("/portal/sign-in");
    }

    private String adds(String kind, String name) {
        return post(pages, Map.of("kind", kind, "name", name)).location();
    }

    private void uses(String page) {
        assertThat(post(pages + "/uses", Map.of("connection", id(page))).location())
                .endsWith("done=chosen");
    }

    private Browser.Answer get(String path) {
        return administrator.get(path).block();
    }

    private Browser.Answer post(String path, Map<String, String> form) {
        return administrator.post(path, form).block();
    }

    private static String waiting(UUID enrollment) {
        return "select count(*) from handoff where enrollment = '%s' and waits_since is not null".formatted(enrollment);
    }

    private static String id(String page) {
        return page.substring(page.lastIndexOf('/') + 1);
    }

    private static Person staff(String grant) {
        return new Person(UUID.randomUUID(), Kind.STAFF, "staff@example.org", "Staff", Set.of(grant));
    }
}
