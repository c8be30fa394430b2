package market.tessera.provider.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.regex.Pattern;
import market.tessera.provider.TestPeople;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.Test;

class ChangedSecondFactorTests extends TwoProofs {
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
}
