package market.tessera.provider.singlesignon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import market.tessera.provider.TestPeople;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.Test;

/** Into the portal by an OpenID provider that others wrote. */
class SingleSignOnTests extends SigningOnInstitution {
    private static final String SESSION = "tessera_staff";

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

    private String withPassword(String email, String password) {
        return cast.nobody().follow("/portal/sign-in", "email", email, "password", password);
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
}
