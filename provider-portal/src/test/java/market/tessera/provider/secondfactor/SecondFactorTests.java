package market.tessera.provider.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.Vault;
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
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

@PortalTest
class SecondFactorTests {
    private static final Pattern RECOVERY = Pattern.compile("[a-z2-7]{4}(-[a-z2-7]{4}){3}");
    private static final Duration NEXT_CODE = Duration.ofSeconds(31);

    @Autowired
    private Cast cast;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private MovableClock clock;

    @Autowired
    private Vault vault;

    private UUID nordkyst;
    private Person maren;

    @BeforeEach
    void anAdministrator() {
        database.sql("delete from sign_in_throttle").then().block();
        nordkyst = cast.institution("Nordkyst");
        maren = cast.asked(cast.person("Maren Vik", nordkyst, Role.ADMINISTRATOR));
    }

    @AfterEach
    void now() {
        clock.backToNow();
    }

    @Test
    void isSetUpBeforeAnythingElseByWhoHandlesMoneyOrPeople() {
        for (var role : List.of(Role.ADMINISTRATOR, Role.FINANCE)) {
            var person = cast.asked(cast.person("In this role", nordkyst, role));
            var pending = password(person, "/portal/offerings");
            assertThat(pending.where()).isEqualTo("/portal/sign-in/second-factor");
            assertThat(pending.session()).isNull();
            pending.browser().get("/portal").expectStatus().is3xxRedirection();
            assertThat(pending.browser().page("/portal/sign-in/second-factor"))
                    .contains("otpauth://totp/", "class=\"qr\"");
            pending.browser()
                    .post("/portal/sign-in/second-factor", "code", "000000")
                    .expectStatus()
                    .isEqualTo(422);

            var answer = pending.browser()
                    .post("/portal/sign-in/second-factor", "code", code(person))
                    .expectStatus()
                    .isOk()
                    .expectBody(String.class)
                    .returnResult();

            assertThat(RECOVERY.matcher(answer.getResponseBody()).results()).hasSize(10);
            assertThat(answer.getResponseBody()).contains("href=\"/portal/offerings\"");
            session(answer).get("/portal").expectStatus().isOk();
        }
        assertThat(password(cast.asked(cast.person("Ane", nordkyst, Role.AUTHOR)), "/portal")
                        .session())
                .isNotNull();
        assertThat(password(cast.asked(cast.operator("Noor")), "/portal").where())
                .endsWith("second-factor");
    }

    @Test
    void isAskedAtEverySigningInAndTakesACodeOnce() {
        setUp(maren);
        clock.pass(NEXT_CODE);
        var pending = password(maren, "/portal/offerings");
        assertThat(pending.where()).isEqualTo("/portal/sign-in/code");
        assertThat(pending.session()).isNull();
        pending.browser().get("/portal").expectStatus().is3xxRedirection();
        var code = code(maren);
        var other = password(maren, "/portal");

        var answer = pending.browser()
                .post("/portal/sign-in/code", "code", code.substring(0, 3) + " " + code.substring(3))
                .expectStatus()
                .isSeeOther()
                .expectHeader()
                .location("/portal/offerings")
                .expectBody(String.class)
                .returnResult();

        session(answer)
                .get("/portal/settings/" + nordkyst + "/team")
                .expectStatus()
                .isOk();
        other.browser()
                .post("/portal/sign-in/code", "code", code)
                .expectStatus()
                .isEqualTo(422);
        pending.browser()
                .post("/portal/sign-in/code", "code", code)
                .expectStatus()
                .isSeeOther()
                .expectHeader()
                .location("/portal/sign-in");
        assertThat(audit(maren)).contains("SECOND_FACTOR_SET_UP", "SIGNED_IN", "SECOND_FACTOR_REFUSED");
    }

    @Test
    void letsOneOfManyWithTheSameCodeInAtOnce() {
        setUp(maren);
        clock.pass(NEXT_CODE);
        var code = code(maren);
        var waiting =
                IntStream.range(0, 4).mapToObj(_ -> password(maren, "/portal")).toList();

        var through = Flux.fromIterable(waiting)
                .flatMap(one -> Flux.just(one)
                        .publishOn(Schedulers.boundedElastic())
                        .map(pending -> pending.browser()
                                .post("/portal/sign-in/code", "code", code)
                                .returnResult(Void.class)
                                .getResponseCookies()
                                .containsKey("tessera_staff")))
                .collectList()
                .block();

        assertThat(through).containsOnlyOnce(true);
    }

    @Test
    void takesEachRecoveryCodeOnce() {
        var codes = setUp(maren);

        session(password(maren, "/portal")
                        .browser()
                        .post("/portal/sign-in/code", "code", codes.getFirst())
                        .expectStatus()
                        .isSeeOther()
                        .expectBody(String.class)
                        .returnResult())
                .get("/portal")
                .expectStatus()
                .isOk();

        password(maren, "/portal")
                .browser()
                .post("/portal/sign-in/code", "code", codes.getFirst())
                .expectStatus()
                .isEqualTo(422);
        password(maren, "/portal")
                .browser()
                .post(
                        "/portal/sign-in/code",
                        "code",
                        codes.getLast().toUpperCase(java.util.Locale.ROOT).replace("-", " "))
                .expectStatus()
                .isSeeOther();
        assertThat(cast.count(
                        "select count(*) from recovery_code where staff = :id::uuid",
                        maren.id().toString()))
                .isEqualTo(8);
    }

    @Test
    void pausesAfterFiveWrongCodesAlsoForTheRightOne() {
        setUp(maren);
        clock.pass(NEXT_CODE);
        IntStream.range(0, 5)
                .forEach(_ -> password(maren, "/portal")
                        .browser()
                        .post("/portal/sign-in/code", "code", "123456")
                        .expectStatus()
                        .isEqualTo(422));

        password(maren, "/portal")
                .browser()
                .post("/portal/sign-in/code", "code", code(maren))
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .exists("Retry-After");
    }

    @Test
    void endsASessionThatGetsARoleWhichNeedsIt() {
        var ane = cast.asked(cast.person("Ane Author", nordkyst, Role.AUTHOR));
        var session = cast.signedIn(ane);
        session.get("/portal").expectStatus().isOk();

        cast.join(ane, nordkyst, Role.FINANCE);

        session.get("/portal").expectStatus().is3xxRedirection();
        assertThat(password(ane, "/portal").where()).isEqualTo("/portal/sign-in/second-factor");
    }

    @Test
    void isResetByAnotherAdministratorAndNobodyElse() {
        setUp(maren);
        clock.pass(NEXT_CODE);
        var session = cast.signedIn(maren);
        var path = "/portal/settings/" + nordkyst + "/team/people/" + maren.id() + "/reset-second-factor";
        session.post(path).expectStatus().isEqualTo(422);
        cast.signedIn(cast.person("Ane", nordkyst, Role.AUTHOR))
                .post(path)
                .expectStatus()
                .isForbidden();
        var other = cast.signedIn(cast.person("Other Administrator", nordkyst, Role.ADMINISTRATOR));
        cast.join(maren, cast.institution("Another"), Role.AUTHOR);
        other.post(path).expectStatus().isEqualTo(422);
        database.sql("delete from membership where staff = :id and role = 'author'")
                .bind("id", maren.id())
                .then()
                .block();
        clock.pass(Duration.ofSeconds(1));

        other.follow(path);

        session.get("/portal").expectStatus().is3xxRedirection();
        assertThat(password(maren, "/portal").where()).isEqualTo("/portal/sign-in/second-factor");
        assertThat(cast.mail(maren.email(), Pattern.compile("has reset the second proof")))
                .isNotEmpty();
        assertThat(cast.count(
                        "select count(*) from security_audit where event = 'SECOND_FACTOR_RESET' and provider = :id::uuid",
                        nordkyst.toString()))
                .isEqualTo(1);
    }

    @Test
    void isGivenUpOrChangedOnlyWithACode() {
        var ane = cast.asked(cast.person("Ane Author", nordkyst, Role.AUTHOR));
        var browser = cast.signedIn(ane);
        assertThat(browser.page("/portal/account/second-factor")).contains("otpauth://totp/");
        browser = session(browser.post("/portal/account/second-factor", "code", code(ane))
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult());
        assertThat(browser.page("/portal/account/second-factor"))
                .contains("10 recovery codes are left")
                .doesNotContain("otpauth");

        browser.post("/portal/account/second-factor/codes", "code", "wrong")
                .expectStatus()
                .isEqualTo(422);
        clock.pass(NEXT_CODE);
        browser.post("/portal/account/second-factor/codes", "code", code(ane))
                .expectStatus()
                .isOk();
        browser.post("/portal/account/second-factor/remove", "code", "")
                .expectStatus()
                .isEqualTo(422);
        clock.pass(NEXT_CODE);
        browser.follow("/portal/account/second-factor/remove", "code", code(ane));

        assertThat(password(ane, "/portal").session()).isNotNull();
    }

    @Test
    void endsEverySessionThatBeganWithThePasswordAlone() {
        var ane = cast.asked(cast.person("Ane Author", nordkyst, Role.AUTHOR));
        var stolen = cast.signedIn(ane);
        clock.pass(Duration.ofSeconds(1));
        var own = cast.signedIn(ane);
        own.page("/portal/account/second-factor");
        clock.pass(Duration.ofSeconds(1));

        var answer = own.post("/portal/account/second-factor", "code", code(ane))
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult();

        session(answer).get("/portal").expectStatus().isOk();
        stolen.get("/portal").expectStatus().is3xxRedirection();
    }

    @Test
    void isNotAskedOfWhoGaveAPasswordThatWasChangedSince() {
        setUp(maren);
        clock.pass(NEXT_CODE);
        var pending = password(maren, "/portal").browser();
        clock.pass(Duration.ofSeconds(1));

        cast.signedIn(maren)
                .post("/portal/account/password", "current", TestPeople.PASSWORD, "wanted", "another long passphrase")
                .expectStatus()
                .isOk();

        pending.post("/portal/sign-in/code", "code", code(maren))
                .expectStatus()
                .isSeeOther()
                .expectHeader()
                .location("/portal/sign-in");
    }

    @Test
    void keepsNoSecretThatCouldBeRead() {
        var codes = setUp(maren);
        var kept = database.sql(
                        "select secret, (select hash from recovery_code limit 1) from second_factor where staff = :id")
                .bind("id", maren.id())
                .map(row -> row.get(0, byte[].class))
                .one()
                .block();

        assertThat(kept).hasSizeGreaterThan(20);
        assertThat(new String(kept, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain(codes.getFirst());
        cast.nobody().get("/portal/sign-in/code").expectStatus().isSeeOther();
        cast.nobody().get("/portal/sign-in/second-factor").expectStatus().isSeeOther();
    }

    private List<String> setUp(Person person) {
        var page = password(person, "/portal").browser();
        page.page("/portal/sign-in/second-factor");
        var answer = page.post("/portal/sign-in/second-factor", "code", code(person))
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult();
        return RECOVERY.matcher(answer.getResponseBody())
                .results()
                .map(found -> found.group())
                .toList();
    }

    /** After the password: where it leads, and the session if there is one. */
    private record Pending(Browser browser, String where, String session) {}

    private Pending password(Person person, String goOn) {
        ResponseSpec answer = cast.nobody()
                .post("/portal/sign-in", "email", person.email(), "password", TestPeople.PASSWORD, "goOn", goOn);
        var result = answer.expectStatus().isSeeOther().returnResult(Void.class);
        var pending = result.getResponseCookies().getFirst("tessera_pending");
        var session = result.getResponseCookies().getFirst("tessera_staff");
        return new Pending(
                new Browser(cast.web(), pending == null ? Map.of() : Map.of("tessera_pending", pending.getValue())),
                result.getResponseHeaders().getFirst("Location"),
                session == null ? null : session.getValue());
    }

    private Browser session(EntityExchangeResult<?> answer) {
        return cast.nobody()
                .with(
                        "tessera_staff",
                        answer.getResponseCookies().getFirst("tessera_staff").getValue());
    }

    /** What the person's app shows now. */
    private String code(Person person) {
        var sealed = database.sql("select secret from second_factor where staff = :id")
                .bind("id", person.id())
                .map(row -> row.get(0, byte[].class))
                .one()
                .block();
        return Totp.code(vault.open(sealed, "second factor " + person.id()), clock.instant());
    }

    private List<String> audit(Person person) {
        return database.sql("select event from security_audit where staff = :id order by id")
                .bind("id", person.id())
                .map(row -> row.get(0, String.class))
                .all()
                .collectList()
                .block();
    }
}
