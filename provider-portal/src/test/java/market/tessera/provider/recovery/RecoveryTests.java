package market.tessera.provider.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import market.tessera.platform.identity.Person;
import market.tessera.provider.MovableClock;
import market.tessera.provider.PortalTest;
import market.tessera.provider.TestPeople;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What becomes of a forgotten password. */
@PortalTest
class RecoveryTests {
    private static final Pattern LINK = Pattern.compile("/portal/sign-in/new-password\\?token=\\S+");
    private static final String PAGE = "/portal/sign-in/new-password";
    private static final String WANTED = "quite another sentence";

    @Autowired
    private Cast cast;

    @Autowired
    private MovableClock clock;

    private Person author;

    @BeforeEach
    void somebodyWhoForgot() {
        author = cast.person("Ane Author", cast.institution("Nordkyst"), Role.AUTHOR);
    }

    @AfterEach
    void now() {
        clock.backToNow();
    }

    @Test
    void isReplacedByWhoReadsTheMailAndEndsAllSessions() {
        var session = cast.signedIn(author);
        ask(author.email());
        var token = token();

        assertThat(cast.nobody().page(PAGE + "?token=" + token)).contains(author.email(), "Choose a new password");
        cast.nobody()
                .post(PAGE, "token", token, "password", "too short")
                .expectStatus()
                .isEqualTo(422);
        assertThat(cast.nobody().page(cast.nobody().follow(PAGE, "token", token, "password", WANTED)))
                .contains("Your password is changed");

        session.get("/portal").expectStatus().isSeeOther();
        signIn(TestPeople.PASSWORD, 422);
        signIn(WANTED, 303);
        cast.nobody().get(PAGE + "?token=" + token).expectStatus().isEqualTo(410);
        cast.nobody()
                .post(PAGE, "token", token, "password", WANTED)
                .expectStatus()
                .isEqualTo(410);
        assertThat(cast.count(
                        "select count(*) from security_audit where event = 'PASSWORD_RESET' and staff = cast(:id as uuid)",
                        author.id().toString()))
                .isEqualTo(1);
    }

    @Test
    void tellsNobodyWhichAddressesHaveAccountsAndMailsOnlyThoseAFewTimes() {
        var unknown = UUID.randomUUID() + "@nordkyst.example";

        assertThat(ask(unknown).replace(unknown, "X"))
                .isEqualTo(ask(author.email()).replace(author.email(), "X"));
        for (var again = 0; again < 4; again++) {
            ask(author.email());
        }

        assertThat(cast.letters(author)).hasSize(3);
        assertThat(cast.count("select count(*) from outbox_mail where recipient = :id", unknown))
                .isZero();
        cast.nobody()
                .post("/portal/sign-in/forgotten", "email", "not an address")
                .expectStatus()
                .isEqualTo(422);
    }

    @Test
    void linkWorksForAnHourUntilThereIsAnotherAndOnce() {
        ask(author.email());
        var first = token();
        ask(author.email());
        var second = token();
        cast.nobody().get(PAGE + "?token=" + first).expectStatus().isEqualTo(410);

        var answers = Flux.range(0, 4)
                .flatMap(_ -> Mono.fromCallable(() -> cast.nobody()
                                .post(PAGE, "token", second, "password", WANTED)
                                .returnResult(Void.class)
                                .getStatus()
                                .value())
                        .subscribeOn(Schedulers.boundedElastic()))
                .collectList()
                .block();

        assertThat(answers).containsExactlyInAnyOrder(303, 410, 410, 410);
        ask(author.email());
        var third = token();
        clock.pass(Duration.ofMinutes(61));
        cast.nobody().get(PAGE + "?token=" + third).expectStatus().isEqualTo(410);
    }

    private String ask(String email) {
        return cast.nobody()
                .post("/portal/sign-in/forgotten", "email", email)
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    private String token() {
        return cast.mail(author.email(), LINK).replaceFirst(".*token=", "");
    }

    private void signIn(String password, int status) {
        cast.nobody()
                .post("/portal/sign-in", "email", author.email(), "password", password)
                .expectStatus()
                .isEqualTo(status);
    }
}
