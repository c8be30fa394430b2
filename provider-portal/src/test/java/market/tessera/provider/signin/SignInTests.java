package market.tessera.provider.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import market.tessera.platform.identity.Person;
import market.tessera.provider.Browser;
import market.tessera.provider.MovableClock;
import market.tessera.provider.PortalTest;
import market.tessera.provider.TestPeople;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@PortalTest
class SignInTests {
    private static final String SESSION = "tessera_staff";

    @Autowired
    private Cast cast;

    @Autowired
    private WebTestClient web;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private MovableClock clock;

    private UUID nordkyst;
    private Person ane;

    @BeforeEach
    void somebodyWhoWorksForAnInstitution() {
        database.sql("delete from sign_in_throttle").then().block();
        nordkyst = cast.institution("Nordkyst");
        ane = cast.person("Ane Author", nordkyst, Role.AUTHOR);
    }

    @AfterEach
    void now() {
        clock.backToNow();
    }

    @Test
    void leadsBackToThePageThatAskedForIt() {
        cast.nobody()
                .get("/portal/offerings?state=idea")
                .expectStatus()
                .is3xxRedirection()
                .expectHeader()
                .location("/portal/sign-in?return=%2Fportal%2Fofferings%3Fstate%3Didea");
        assertThat(cast.nobody().page("/portal/sign-in?return=/portal/offerings"))
                .contains("value=\"/portal/offerings\"");

        var answer = attempt(ane.email().toUpperCase(java.util.Locale.ROOT), TestPeople.PASSWORD, "/portal/offerings");

        answer.expectStatus().isSeeOther().expectHeader().location("/portal/offerings");
        answer.expectCookie().httpOnly(SESSION, true).expectCookie().sameSite(SESSION, "Lax");
        assertThat(audit(ane.email())).containsExactly("SIGNED_IN");
    }

    @Test
    void goesOnlyToPagesOfThePortal() {
        for (var elsewhere :
                List.of("https://evil.example", "//evil.example", "/portal/../admin", "/portalx", "/portal\\evil")) {
            attempt(ane.email(), TestPeople.PASSWORD, elsewhere)
                    .expectStatus()
                    .isSeeOther()
                    .expectHeader()
                    .location("/portal");
        }
    }

    @Test
    void tellsNothingAboutWhichOfTheTwoIsWrong() {
        var wrongPassword = body(attempt(ane.email(), "wrong", "/portal"));
        var unknown = body(attempt("nobody@staff.example", "wrong", "/portal"));

        assertThat(wrongPassword)
                .contains("E-mail address or password is not right")
                .contains(ane.email());
        assertThat(unknown.replace("nobody@staff.example", ane.email())).isEqualTo(wrongPassword);
    }

    @Test
    void pausesAfterFiveFailuresAndGoesOnAfterAQuarterOfAnHour() {
        IntStream.range(0, 5)
                .forEach(_ ->
                        attempt(ane.email(), "guess", "/portal").expectStatus().isEqualTo(422));

        attempt(ane.email(), TestPeople.PASSWORD, "/portal")
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .exists("Retry-After");
        clock.pass(Duration.ofMinutes(16));

        attempt(ane.email(), TestPeople.PASSWORD, "/portal").expectStatus().isSeeOther();
        assertThat(audit(ane.email())).endsWith("SIGN_IN_THROTTLED", "SIGNED_IN");
    }

    @Test
    void pausesForAnAddressThatTriesManyAccounts() {
        database.sql("insert into sign_in_throttle values ('address:127.0.0.1', 50, now() + interval '5 minutes')")
                .then()
                .block();

        attempt(ane.email(), TestPeople.PASSWORD, "/portal").expectStatus().isEqualTo(429);
    }

    @Test
    void renewsASessionInUseAndEndsOneThatIsNot() {
        var session = cast.signedIn(ane);
        clock.pass(Duration.ofMinutes(20));
        session.get("/portal").expectStatus().isOk().expectCookie().exists(SESSION);

        clock.pass(Duration.ofMinutes(11));

        session.get("/portal").expectStatus().is3xxRedirection();
    }

    @Test
    void endsEveryOtherSessionWhenThePasswordChanges() {
        var here = cast.signedIn(ane);
        var elsewhere = cast.signedIn(ane);
        change(here, "not it", "another long sentence").expectStatus().isEqualTo(422);
        change(here, TestPeople.PASSWORD, "short").expectStatus().isEqualTo(422);
        clock.pass(Duration.ofMillis(5));

        var renewed = change(here, TestPeople.PASSWORD, "another long sentence")
                .expectStatus()
                .isOk()
                .returnResult(Void.class)
                .getResponseCookies()
                .getFirst(SESSION);

        elsewhere.get("/portal").expectStatus().is3xxRedirection();
        new Browser(web, Map.of(SESSION, renewed.getValue()))
                .get("/portal")
                .expectStatus()
                .isOk();
        attempt(ane.email(), TestPeople.PASSWORD, "/portal").expectStatus().isEqualTo(422);
        attempt(ane.email(), "another long sentence", "/portal").expectStatus().isSeeOther();
    }

    @Test
    void losesARoleAtOnce() {
        var session = cast.signedIn(ane);
        session.get("/portal/offerings/new").expectStatus().isOk();

        database.sql("delete from membership where staff = :id")
                .bind("id", ane.id())
                .then()
                .block();

        session.get("/portal/offerings/new").expectStatus().isForbidden();
    }

    @Test
    void signsOut() {
        cast.signedIn(ane)
                .post("/portal/sign-out")
                .expectStatus()
                .isSeeOther()
                .expectCookie()
                .maxAge(SESSION, Duration.ZERO);

        assertThat(audit(ane.email())).containsExactly("SIGNED_OUT");
    }

    @Test
    void refusesAFormFromElsewhere() {
        web.post().uri("/portal/sign-in").exchange().expectStatus().isForbidden();
    }

    private WebTestClient.ResponseSpec attempt(String email, String password, String goOn) {
        return cast.nobody().post("/portal/sign-in", "email", email, "password", password, "goOn", goOn);
    }

    private static WebTestClient.ResponseSpec change(Browser browser, String current, String wanted) {
        return browser.post("/portal/account/password", "current", current, "wanted", wanted);
    }

    private static String body(WebTestClient.ResponseSpec answer) {
        return answer.expectStatus()
                .isEqualTo(422)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody()
                .replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "");
    }

    private List<String> audit(String email) {
        return database.sql("select event from security_audit where email = :email order by id")
                .bind("email", email)
                .map(row -> row.get(0, String.class))
                .all()
                .collectList()
                .block();
    }
}
