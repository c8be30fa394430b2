package market.tessera.storefront.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ProfileTests extends AccountSteps {
    private static final String NEW_PASSWORD = "eleven loud magpies";

    @Autowired
    private Housekeeping housekeeping;

    @Test
    void changesTheNameEverywhereAtOnce() {
        var browser = browser();
        register(browser, somebody());

        var changed = browser.submit("/account/name", Map.of("name", "  Mara   Lind-Öztürk "));

        assertThat(changed.location()).isEqualTo("/account?news=name-changed");
        assertThat(browser.get("/account").body()).contains("Mara Lind-Öztürk").doesNotContain(">Mara Lind<");
    }

    @Test
    void changesThePasswordAndSignsOtherBrowsersOut() {
        var email = somebody();
        var browser = browser();
        register(browser, email);
        var other = browser();
        signIn(other, email, PASSWORD);

        var changed = browser.submit("/account/password", Map.of("current", PASSWORD, "password", NEW_PASSWORD));

        assertThat(changed.location()).isEqualTo("/account?news=password-changed");
        assertThat(isSignedIn(browser)).isTrue();
        assertThat(isSignedIn(other)).isFalse();
        assertThat(signIn(browser(), email, NEW_PASSWORD).code()).isEqualTo(303);
    }

    @Test
    void asksForTheCurrentPasswordBeforeWhatMatters() {
        var browser = browser();
        register(browser, somebody());

        assertThat(browser.submit("/account/password", Map.of("current", "wrong", "password", NEW_PASSWORD))
                        .body())
                .contains("That is not your current password");
        assertThat(browser.submit("/account/delete", Map.of("current", "wrong")).code())
                .isEqualTo(422);
        assertThat(browser.submit("/account/email", Map.of("current", "wrong", "email", somebody()))
                        .code())
                .isEqualTo(422);
    }

    @Test
    void movesToANewAddressOnceThatIsProvenAndTellsTheFormerOne() {
        var former = somebody();
        var email = somebody();
        var browser = browser();
        register(browser, former);

        browser.submit("/account/email", Map.of("current", PASSWORD, "email", email));
        assertThat(signIn(browser(), former, PASSWORD).code()).isEqualTo(303);
        var link = linkIn(mail(email, 1));
        browser.submit(link, Map.of("token", token(link)));

        assertThat(browser.get("/account").body()).contains(email);
        assertThat(signIn(browser(), email, PASSWORD).code()).isEqualTo(303);
        assertThat(mail(former, 2).text()).contains(email);
        assertThat(one(
                        "select max(version) from event_log where type = 'account.confirmed' and data->>'email' = '%s'"
                                .formatted(email),
                        Long.class))
                .isEqualTo(2);
    }

    @Test
    void doesNotTellWhetherTheNewAddressHasAnAccount() {
        var taken = somebody();
        register(browser(), taken);
        var browser = browser();
        register(browser, somebody());

        var answer = browser.submit("/account/email", Map.of("current", PASSWORD, "email", taken));

        assertThat(answer.body()).contains("Look into your mail");
        assertThat(mail(taken, 2).subject()).isEqualTo("Your address is in use already");
    }

    @Test
    void anAddressThatGotAnAccountInTheMeantimeStaysThere() {
        var contested = somebody();
        var browser = browser();
        register(browser, somebody());
        browser.submit("/account/email", Map.of("current", PASSWORD, "email", contested));
        var link = linkIn(mail(contested, 1));
        signUp(browser(), contested);
        confirm(browser(), linkIn(mail(contested, 2)), PASSWORD);

        assertThat(browser.submit(link, Map.of("token", token(link))).code()).isEqualTo(410);
        assertThat(isSignedIn(browser)).isTrue();
    }

    @Test
    void handsOutEverythingItKnowsAndNoSecrets() {
        var email = somebody();
        var browser = browser();
        register(browser, email);

        var file = browser.get("/account/export");

        assertThat(file.headers().getFirst("Content-Disposition")).contains("attachment");
        assertThat(file.body())
                .contains(email, "ACCOUNT_OPENED", "\"savedOfferings\":[]")
                .doesNotContain("argon2");
    }

    @Test
    void deletesTheAccountWithAllThatIsTheLearners() {
        var email = somebody();
        var browser = browser();
        register(browser, email);
        var other = browser();
        signIn(other, email, PASSWORD);

        var id = one("select id from account where email = '" + email + "'", UUID.class);
        var mistyped = browser.submit("/account/delete", Map.of("current", "wrong", "badges", "true"));
        assertThat(mistyped.body()).contains("name=\"badges\" value=\"true\" checked=\"checked\"");

        var closed = browser.submit("/account/delete", Map.of("current", PASSWORD, "badges", "true"));

        assertThat(closed.location()).isEqualTo("/account/sign-in?news=account-closed");
        assertThat(isSignedIn(browser)).isFalse();
        assertThat(isSignedIn(other)).isFalse();
        assertThat(signIn(browser(), email, PASSWORD).code()).isEqualTo(422);
        assertThat(one("select count(*) from account where email = '" + email + "'", Long.class))
                .isZero();
        assertThat(mail(email, 2).subject()).isEqualTo("Your account is deleted");
        assertThat(told(id, "account.deleted")).isEqualTo("{\"id\": \"%s\", \"badges\": \"removed\"}".formatted(id));

        housekeeping.tidy().block();
        assertThat(told(id, "account.confirmed"))
                .as("others may not have read it yet")
                .contains(email);
        clock.pass(Duration.ofDays(1).plusMinutes(1));
        housekeeping.tidy().block();
        assertThat(told(id, "account.confirmed")).isEqualTo("{\"id\": \"%s\"}".formatted(id));
    }

    private String told(UUID account, String type) {
        return one(
                "select data::text from event_log where subject = '%s' and type = '%s'".formatted(account, type),
                String.class);
    }
}
