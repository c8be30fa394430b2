package market.tessera.provider.singlesignon;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.function.UnaryOperator;
import market.tessera.platform.identity.Person;
import market.tessera.provider.Browser;
import market.tessera.provider.MovableClock;
import market.tessera.provider.PortalTest;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;

/** An institution with a proven domain, and an OpenID provider that others wrote. */
@PortalTest
abstract class SigningOnInstitution {
    static SignInService service;

    @Autowired
    Cast cast;

    @Autowired
    DatabaseClient database;

    @Autowired
    MovableClock clock;

    @Value("${tessera.public-url}")
    String site;

    @LocalServerPort
    int port;

    String domain;
    UUID nordkyst;
    Person ane;
    Person maren;
    String entrance;
    String settings;
    Browser administrator;

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

    void open(String rule) {
        setUp();
        tryIt();
        assertThat(rule(rule)).endsWith("done=rule-" + rule);
    }

    void setUp() {
        administrator.follow(
                settings,
                "issuer",
                service.issuer() + "/",
                "clientId",
                SignInService.CLIENT,
                "secret",
                SignInService.SECRET);
    }

    String rule(String rule) {
        return administrator.follow(settings + "/rule", "rule", rule);
    }

    void tryIt() {
        try (var visitor = visitor().with(administrator.cookies())) {
            assertThat(visitor.until(settings + "/try", address -> address.contains("done=")))
                    .endsWith(settings + "?done=tried");
        }
    }

    String arriving(String subject, String email, boolean verified) {
        service.hasAtTheBrowser(subject, email, verified);
        return arrive();
    }

    String arrive() {
        return arriving(UnaryOperator.identity());
    }

    /** @param twist what somebody does to the address on the way to the service */
    String arriving(UnaryOperator<String> twist) {
        try (var visitor = visitor()) {
            var there = Visitor.location(visitor.get(entrance + "/go"));
            return outcome(visitor.get(visitor.until(twist.apply(there), address -> address.contains("/back?"))));
        }
    }

    /** Where it leads, or the page that says why not. */
    String outcome(HttpResponse<String> answer) {
        return answer.statusCode() == 303
                ? Visitor.location(answer).replace("http://localhost:" + port, "")
                : answer.body();
    }

    Visitor visitor() {
        return new Visitor(site, port);
    }

    Person moved(Person person, String email) {
        database.sql("update staff set email = :email where id = :id")
                .bind("email", email)
                .bind("id", person.id())
                .then()
                .block();
        return new Person(person.id(), person.kind(), email, person.name(), person.grants());
    }
}
