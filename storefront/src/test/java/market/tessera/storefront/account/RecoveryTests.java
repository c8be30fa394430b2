package market.tessera.storefront.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecoveryTests extends AccountSteps {
    private static final String NEW_PASSWORD = "eleven loud magpies";

    @Test
    void setsANewPasswordByMailAndSignsEverybodyOut() {
        var email = somebody();
        var signedIn = browser();
        register(signedIn, email);

        forgot(email);
        var reset = reset(linkIn(mail(email, 2)), NEW_PASSWORD);

        assertThat(reset.location()).isEqualTo("/account/sign-in?news=password-reset");
        assertThat(isSignedIn(signedIn)).isFalse();
        assertThat(signIn(browser(), email, PASSWORD).code()).isEqualTo(422);
        assertThat(signIn(browser(), email, NEW_PASSWORD).code()).isEqualTo(303);
        assertThat(mail(email, 3).subject()).isEqualTo("Your password was changed");
    }

    @Test
    void answersTheSameForAnAddressWithoutAnAccount() {
        var known = somebody();
        register(browser(), known);
        var unknown = somebody();

        assertThat(forgot(known).body().replace(known, "X"))
                .isEqualTo(forgot(unknown).body().replace(unknown, "X"));
        assertThat(mail(unknown, 1).subject()).isEqualTo("There is no account with this address");
    }

    @Test
    void aLinkWorksOnceAndNotTooLong() {
        var email = somebody();
        register(browser(), email);
        forgot(email);
        var used = linkIn(mail(email, 2));
        reset(used, NEW_PASSWORD);
        assertThat(browser().get(used).code()).isEqualTo(410);
        mail(email, 3);

        clock.pass(Duration.ofHours(2));
        forgot(email);
        var late = linkIn(mail(email, 4));
        clock.pass(Duration.ofMinutes(61));
        assertThat(browser().get(late).code()).isEqualTo(410);
    }

    @Test
    void anEarlierLinkIsVoidOnceAnotherWasUsed() {
        var email = somebody();
        register(browser(), email);
        forgot(email);
        var first = linkIn(mail(email, 2));
        forgot(email);
        var second = linkIn(mail(email, 3));

        reset(second, NEW_PASSWORD);

        assertThat(browser().get(first).code()).isEqualTo(410);
    }

    @Test
    void isTheWayInForSomebodyWhoseAccountOthersGuessAt() {
        var email = somebody();
        register(browser(), email);
        for (var i = 0; i < 6; i++) {
            signIn(browser(), email, "wrong wrong wrong");
        }

        forgot(email);
        reset(linkIn(mail(email, 2)), NEW_PASSWORD);

        assertThat(signIn(browser(), email, NEW_PASSWORD).code()).isEqualTo(303);
    }

    private Browser.Page forgot(String email) {
        return browser().submit("/account/forgot", Map.of("email", email));
    }

    private Browser.Page reset(String link, String password) {
        return browser().submit(link, Map.of("token", token(link), "password", password));
    }
}
