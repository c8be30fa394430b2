package market.tessera.provider.singlesignon;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import market.tessera.platform.identity.Person;
import market.tessera.provider.Browser;
import market.tessera.provider.MovableClock;
import market.tessera.provider.PortalTest;
import market.tessera.provider.TestPeople;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;

/** Into the portal by an OpenID provider that others wrote, and what is tried to get in without it. */
@PortalTest
class SingleSignOnTests {
    private static final String SESSION = "tessera_staff";
    private static SignInService service;

    @Autowired
    private Cast cast;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private MovableClock clock;

    @Value("${tessera.public-url}")
    private String site;

    @LocalServerPort
    private int port;

    private String domain;
    private UUID nordkyst;
    private Person ane;
    private Person maren;
    private String entrance;
    private String settings;
    private Browser administrator;

    @BeforeAll
    static void aServiceThatOthersWrote() {
        service = SignInService.start();
    }

    @AfterAll
    static void itEnds() {
        if (service != null) {
            service.close();
        }
    }

    @BeforeEach
    void anInstitutionWithAProvenDomain() {
        database.sql("delete from sign_in_throttle").then().block();
        domain = UUID.randomUUID() + ".example";
        nordkyst = cast.institution("Nordkyst");
        cast.proveDomain(nordkyst, domain);
        ane = moved(cast.person("Ane Author", nordkyst, Role.AUTHOR), "ane@" + domain);
        maren = moved(cast.person("Maren Vik", nordkyst, Role.ADMINISTRATOR), "maren@" + domain);
        entrance = "/portal/sign-in/at/p-" + nordkyst;
        settings = "/portal/settings/" + nordkyst + "/single-sign-on";
        administrator = cast.signedIn(maren);
        service.sendsBackTo(site + entrance + "/back");
        service.hasAtTheBrowser("s-ane", ane.email(), true);
    }

    @AfterEach
    void now() {
        clock.backToNow();
    }

    @Test
    void isOpenOnceAnAdministratorHasComeThroughIt() {
        assertThat(cast.nobody()
                        .get(entrance)
                        .returnResult(Void.class)
                        .getStatus()
                        .value())
                .isEqualTo(404);
        setUp();
        assertThat(rule("optional")).endsWith("done=rule-refused");

        service.hasAtTheBrowser("s-maren", maren.email(), false);
        tryIt();
        assertThat(administrator.page(settings))
                .contains("The last try did not work", "does not say that your mail address is verified");
        service.hasAtTheBrowser("s-maren", maren.email(), true);
        tryIt();

        assertThat(administrator.page(settings + "?done=tried")).contains("It works", "Worked on");
        assertThat(rule("optional")).endsWith("done=rule-optional");
        assertThat(cast.nobody().page(entrance)).contains("Sign in through Nordkyst", "Go to localhost");
        assertThat(secretInTheClear()).isFalse();
        assertThat(administrator.page(settings)).doesNotContain(SignInService.SECRET);
    }

    @Test
    void leadsBackToThePageThatAskedForItWithASessionOfThatInstitution() {
        open("optional");
        var another = cast.institution("Another");
        cast.join(ane, another, Role.AUTHOR);
        var found = cast.nobody()
                .follow(
                        "/portal/sign-in/institution",
                        "email",
                        ane.email().toUpperCase(java.util.Locale.ROOT),
                        "goOn",
                        "/portal/offerings?state=idea");
        assertThat(found).startsWith(entrance + "?return=");

        try (var visitor = visitor()) {
            var arrived = visitor.get(visitor.until(
                    entrance + "/go?return=%2Fportal%2Fofferings%3Fstate%3Didea",
                    address -> address.contains("/back?")));

            assertThat(Visitor.location(arrived)).endsWith("/portal/offerings?state=idea");
            var account = visitor.get("/portal/account").body();
            assertThat(account)
                    .contains(ane.email(), "Nordkyst", "You signed in through your institution")
                    .doesNotContain("Another");
        }
        assertThat(cast.signedIn(ane).page("/portal/account")).contains("Nordkyst", "Another");
    }

    @Test
    void asksForOurOwnSecondProofWhereOneIsSetUp() {
        open("optional");
        service.hasAtTheBrowser("s-maren", maren.email(), true);
        cast.asked(maren);

        try (var visitor = visitor()) {
            var arrived = visitor.get(visitor.until(entrance + "/go", address -> address.contains("/back?")));

            assertThat(Visitor.location(arrived)).endsWith("/portal/sign-in/second-factor");
            assertThat(arrived.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith(SESSION));
        }
    }

    @Test
    void isTheOnlyWayInWhereItIsRequiredExceptForAdministrators() {
        var elsewhere = moved(cast.person("Bo", cast.institution("Another"), Role.AUTHOR), "bo@" + domain);
        var before = cast.signedIn(ane);
        clock.pass(Duration.ofMillis(5));
        open("required");

        before.get("/portal").expectStatus().is3xxRedirection();
        for (var password : List.of(TestPeople.PASSWORD, "a guess")) {
            assertThat(withPassword(ane.email(), password)).startsWith(entrance + "?return=");
        }
        assertThat(withPassword("nobody@" + domain, "a guess")).startsWith(entrance + "?return=");
        assertThat(withPassword(maren.email(), TestPeople.PASSWORD)).isEqualTo("/portal");
        assertThat(withPassword(elsewhere.email(), TestPeople.PASSWORD)).isEqualTo("/portal");
        assertThat(cast.nobody().page(entrance + "?needed=true")).contains("not with a password");

        database.sql("update provider set verified_at = null, evidence = null where id = :id")
                .bind("id", nordkyst)
                .then()
                .block();
        assertThat(withPassword(ane.email(), TestPeople.PASSWORD)).isEqualTo("/portal");
    }

    @Test
    void knowsAnAccountByItsSubjectFromThenOn() {
        open("optional");
        assertThat(arrive()).isEqualTo("/portal");

        service.hasAtTheBrowser("s-ane", "married@" + domain, true);
        assertThat(arrive()).as("the same person with another address").isEqualTo("/portal");
        service.hasAtTheBrowser("s-successor", ane.email(), true);
        assertThat(arrive()).as("somebody else who was given the address").contains("belonged to somebody else");

        administrator.follow(settings + "/forget");
        assertThat(arrive()).isEqualTo("/portal");
    }

    @Test
    void opensNoAccountOutsideTheProvenDomainNorOneThatWorksElsewhere() {
        open("optional");
        var guest = cast.person("A guest", nordkyst, Role.AUTHOR);
        var stranger = moved(cast.person("A stranger", cast.institution("Another"), Role.AUTHOR), "stranger@" + domain);
        var operator = moved(cast.operator("Olga Operator"), "olga@" + domain);

        assertThat(arriving("s-guest", guest.email(), true)).contains("is not one at " + domain);
        assertThat(arriving("s-evil", ane.email() + ".evil.example", true)).contains("is not one at " + domain);
        assertThat(arriving("s-evil2", "ane@evil" + domain, true)).contains("is not one at " + domain);
        assertThat(arriving("s-unverified", ane.email(), false)).contains("does not say that your mail address");
        assertThat(arriving("s-stranger", stranger.email(), true)).contains("Nobody with your mail address");
        assertThat(arriving("s-nobody", "nobody@" + domain, true)).contains("Nobody with your mail address");
        assertThat(arriving("s-operator", operator.email(), true)).contains("Nobody with your mail address");
        assertThat(audit()).contains("foreign", "unverified", "unknown");

        cast.join(operator, nordkyst, Role.AUTHOR);
        service.hasAtTheBrowser("s-operator", operator.email(), true);
        try (var visitor = visitor()) {
            visitor.get(visitor.until(entrance + "/go", address -> address.contains("/back?")));
            assertThat(visitor.get("/portal").statusCode()).isEqualTo(200);
            assertThat(visitor.get("/portal/providers").statusCode())
                    .as("an institution's word makes nobody the operator")
                    .isEqualTo(403);
        }
    }

    @Test
    void believesNoTokenThatIsNotMadeForThisSignIn() {
        open("optional");

        assertThat(arriving(address -> address.replaceFirst("nonce=[^&]*", "nonce=another")))
                .contains(NOT_PROVEN);
        service.forges("nonce", "another");
        assertThat(arrive()).contains(NOT_PROVEN);
        service.forges("iss", "https://evil.example");
        assertThat(arrive()).contains(NOT_PROVEN);
        service.forges("aud", "another-client");
        assertThat(arrive()).contains(NOT_PROVEN);
        service.forges("exp", 1_000_000_000);
        assertThat(arrive()).contains(NOT_PROVEN);
        service.signsWithAKeyThatNobodyKnows();
        assertThat(arrive()).contains(NOT_PROVEN);
        service.hasAtTheBrowser("s-ane", ane.email(), true);
        assertThat(arrivingBack(address -> address.replaceFirst("iss=[^&]*", "iss=https%3A%2F%2Fevil.example")))
                .contains(NOT_PROVEN);
        assertThat(arrivingBack(address -> address.replaceFirst("&iss=[^&]*", "")))
                .contains(NOT_PROVEN);
        assertThat(arrivingBack(address -> address.replaceFirst("code=[^&]*", "code=guessed")))
                .contains(NOT_PROVEN);
        assertThat(arrivingBack(address -> address.replaceFirst("code=[^&]*", "error=access_denied")))
                .contains("did not let you through");

        assertThat(arrive()).isEqualTo("/portal");
        service.changesItsKey();
        assertThat(arrive()).as("with the new key").isEqualTo("/portal");
    }

    @Test
    void letsNobodyComeBackTwiceNorInAnotherBrowserNorLate() {
        open("optional");

        try (var visitor = visitor();
                var thief = visitor()) {
            var back = visitor.until(entrance + "/go", address -> address.contains("/back?"));
            assertThat(thief.get(back).body()).contains(STALE);
            assertThat(visitor.get(back).statusCode()).isEqualTo(303);
            assertThat(visitor.get(back).body()).as("replayed").contains(STALE);

            var late = visitor.until(entrance + "/go", address -> address.contains("/back?"));
            clock.pass(Duration.ofMinutes(16));
            assertThat(visitor.get(late).body()).contains(STALE);
            clock.backToNow();

            var elsewhere = cast.institution("Another");
            var other = visitor.until(entrance + "/go", address -> address.contains("/back?"));
            assertThat(visitor.get(other.replace("p-" + nordkyst, "p-" + elsewhere))
                            .statusCode())
                    .as("at another institution")
                    .isEqualTo(303);
            assertThat(visitor.get("/portal/sign-in/at/p-" + nordkyst + "/back").body())
                    .contains(STALE);

            var changed = visitor.until(entrance + "/go", address -> address.contains("/back?"));
            setUp();
            assertThat(visitor.get(changed).statusCode()).as("closed meanwhile").isEqualTo(303);
        }
    }

    @Test
    void takesOnlyServicesThatItCanUse() {
        assertThat(mistake("not an address")).contains("Give an address on the public internet");
        assertThat(mistake("http://localhost:1")).contains("Nothing answers there");
        assertThat(mistake("http://localhost:" + port)).contains("There is no OpenID Connect service");
        assertThat(mistake(service.issuer().replace("localhost", "127.0.0.1")))
                .contains("says that it is another issuer");
        administrator
                .post(settings, "issuer", service.issuer() + "/", "clientId", "", "secret", "")
                .expectStatus()
                .isEqualTo(422);

        database.sql("delete from provider_application where provider = :id")
                .bind("id", nordkyst)
                .then()
                .block();
        assertThat(administrator.page(settings))
                .contains("has not proven a mail domain")
                .doesNotContain("Client secret");
        administrator
                .post(settings, "issuer", service.issuer(), "clientId", "x", "secret", "y")
                .expectStatus()
                .isEqualTo(422);
    }

    @Test
    void isOfOneInstitutionForEachDomain() {
        open("optional");
        var another = cast.institution("Another of the same domain");
        cast.proveDomain(another, domain);
        var theirs = cast.signedIn(cast.person("Adm", another, Role.ADMINISTRATOR));
        var page = "/portal/settings/" + another + "/single-sign-on";
        theirs.follow(
                page, "issuer", service.issuer(), "clientId", SignInService.CLIENT, "secret", SignInService.SECRET);
        database.sql("update realm set tried_at = now() where provider = :id")
                .bind("id", another)
                .then()
                .block();

        assertThat(theirs.follow(page + "/rule", "rule", "required")).endsWith("done=rule-refused");
        administrator.follow(settings + "/remove");
        assertThat(theirs.follow(page + "/rule", "rule", "required")).endsWith("done=rule-required");
    }

    private static final String NOT_PROVEN = "does not prove who you are";
    private static final String STALE = "was used already, took too long";

    private void open(String rule) {
        setUp();
        tryIt();
        assertThat(rule(rule)).endsWith("done=rule-" + rule);
    }

    private void setUp() {
        administrator.follow(
                settings,
                "issuer",
                service.issuer() + "/",
                "clientId",
                SignInService.CLIENT,
                "secret",
                SignInService.SECRET);
    }

    private String rule(String rule) {
        return administrator.follow(settings + "/rule", "rule", rule);
    }

    private void tryIt() {
        try (var visitor = visitor().with(administrator.cookies())) {
            assertThat(visitor.until(settings + "/try", address -> address.contains("done=")))
                    .endsWith(settings + "?done=tried");
        }
    }

    private String mistake(String issuer) {
        return administrator
                .post(settings, "issuer", issuer, "clientId", "x", "secret", "y")
                .expectStatus()
                .isEqualTo(422)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    private String arriving(String subject, String email, boolean verified) {
        service.hasAtTheBrowser(subject, email, verified);
        return arrive();
    }

    private String arrive() {
        return arriving(UnaryOperator.identity());
    }

    /** @param twist what somebody does to the address on the way to the service */
    private String arriving(UnaryOperator<String> twist) {
        try (var visitor = visitor()) {
            var there = Visitor.location(visitor.get(entrance + "/go"));
            return outcome(visitor.get(visitor.until(twist.apply(there), address -> address.contains("/back?"))));
        }
    }

    /** @param twist what somebody does to the address on the way back */
    private String arrivingBack(UnaryOperator<String> twist) {
        try (var visitor = visitor()) {
            return outcome(
                    visitor.get(twist.apply(visitor.until(entrance + "/go", address -> address.contains("/back?")))));
        }
    }

    /** Where it leads, or the page that says why not. */
    private String outcome(HttpResponse<String> answer) {
        return answer.statusCode() == 303
                ? Visitor.location(answer).replace("http://localhost:" + port, "")
                : answer.body();
    }

    private String withPassword(String email, String password) {
        return cast.nobody().follow("/portal/sign-in", "email", email, "password", password);
    }

    private Visitor visitor() {
        return new Visitor(site, port);
    }

    private Person moved(Person person, String email) {
        database.sql("update staff set email = :email where id = :id")
                .bind("email", email)
                .bind("id", person.id())
                .then()
                .block();
        return new Person(person.id(), person.kind(), email, person.name(), person.grants());
    }

    private boolean secretInTheClear() {
        return Boolean.TRUE.equals(database.sql(
                        "select position(convert_to(:secret, 'UTF8') in secret) > 0 from realm where provider = :id")
                .bind("secret", SignInService.SECRET)
                .bind("id", nordkyst)
                .map(row -> row.get(0, Boolean.class))
                .one()
                .block());
    }

    private List<String> audit() {
        return database.sql(
                        "select about from security_audit where provider = :id and event = 'SINGLE_SIGN_ON_REFUSED'")
                .bind("id", nordkyst)
                .map(row -> row.get(0, String.class))
                .all()
                .collectList()
                .block();
    }
}
