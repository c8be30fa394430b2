package market.tessera.provider.secondfactor;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** An administrator who proves twice who is signing in. */
@PortalTest
abstract class TwoProofs {
    static final Pattern RECOVERY = Pattern.compile("[a-z2-7]{4}(-[a-z2-7]{4}){3}");
    static final Duration NEXT_CODE = Duration.ofSeconds(31);

    @Autowired
    Cast cast;

    @Autowired
    DatabaseClient database;

    @Autowired
    MovableClock clock;

    @Autowired
    Vault vault;

    UUID nordkyst;
    Person maren;

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

    List<String> setUp(Person person) {
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
    record Pending(Browser browser, String where, String session) {}

    Pending password(Person person, String goOn) {
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

    Browser session(EntityExchangeResult<?> answer) {
        return cast.nobody()
                .with(
                        "tessera_staff",
                        answer.getResponseCookies().getFirst("tessera_staff").getValue());
    }

    /** What the person's app shows now. */
    String code(Person person) {
        var sealed = database.sql("select secret from second_factor where staff = :id")
                .bind("id", person.id())
                .map(row -> row.get(0, byte[].class))
                .one()
                .block();
        return Totp.code(vault.open(sealed, "second factor " + person.id()), clock.instant());
    }
}
