package market.tessera.storefront.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTests extends AccountSteps {
    @Test
    void theSampleLearnerCanSignIn() {
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(signIn(browser(), "amara@learner.example", "the sample person's own")
                                .code())
                        .isEqualTo(303));
    }

    @Test
    void wrongPasswordAndUnknownAddressLookTheSame() {
        var known = somebody();
        register(browser(), known);
        var unknown = somebody();

        var wrong = signIn(browser(), known, "not this one at all");
        var nobody = signIn(browser(), unknown, "not this one at all");

        assertThat(wrong.code()).isEqualTo(nobody.code()).isEqualTo(422);
        assertThat(withoutToken(wrong).replace(known, "X"))
                .isEqualTo(withoutToken(nobody).replace(unknown, "X"));
        assertThat(wrong.body()).contains("value=\"" + known + "\"").doesNotContain("not this one at all");
    }

    @Test
    void guessingIsSlowedDownForOneAccountFromEverywhere() {
        var email = somebody();
        register(browser(), email);
        for (var i = 0; i < 5; i++) {
            assertThat(signIn(browser(), email, "wrong wrong wrong").code()).isEqualTo(422);
        }

        var slowed = signIn(browser(), email, PASSWORD);
        assertThat(slowed.code()).isEqualTo(429);
        assertThat(slowed.headers().getFirst("Retry-After")).isEqualTo("720");

        clock.pass(Duration.ofMinutes(12));
        assertThat(signIn(browser(), email, PASSWORD).code()).isEqualTo(303);
    }

    @Test
    void guessingIsSlowedDownForOneNetworkOverManyAccounts() {
        var browser = browser();
        for (var i = 0; i < 12; i++) {
            assertThat(signIn(browser, somebody(), "wrong wrong wrong").code()).isEqualTo(422);
        }

        assertThat(signIn(browser, somebody(), "wrong wrong wrong").code()).isEqualTo(429);
    }

    @Test
    void theCookiesAreOutOfReachOfScriptsAndOtherSites() {
        var browser = browser();
        register(browser, somebody());

        assertThat(browser.cookie(SESSION).isHttpOnly()).isTrue();
        assertThat(browser.cookie(SESSION).getSameSite()).isEqualTo("Lax");
        assertThat(browser.cookie(REFRESH).isHttpOnly()).isTrue();
        assertThat(browser.cookie(REFRESH).getPath()).isEqualTo("/account");
    }

    @Test
    void personalPagesAreNotKeptByAnyCache() {
        var browser = browser();
        register(browser, somebody());

        assertThat(browser.get("/account").headers().getCacheControl()).contains("no-store");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example/",
                "https://evil.example/",
                "/\\evil.example",
                "/%5C%5Cevil.example/../\\x",
                "javascript:alert(1)"
            })
    void nobodyIsSentToAnotherSite(String target) {
        var email = somebody();
        register(browser(), email);

        var page = browser().submit("/account/sign-in", Map.of("email", email, "password", PASSWORD, "return", target));

        assertThat(page.location()).startsWith("/").doesNotContain("//", "\\");
    }

    @Test
    void anExpiredTokenIsRenewedByTheRefreshTokenWithoutAsking() {
        var browser = browser();
        register(browser, somebody());
        var former = browser.cookie(REFRESH).getValue();

        clock.pass(Duration.ofHours(2));
        var sent = browser.get("/account");
        var back = browser.get(sent.location());

        assertThat(back.location()).isEqualTo("/account");
        assertThat(isSignedIn(browser)).isTrue();
        assertThat(browser.cookie(REFRESH).getValue()).isNotEqualTo(former);
    }

    @Test
    void aFormThatWasSentAfterTheSessionLeadsBackToItsPage() {
        var browser = browser();
        register(browser, somebody());
        browser.get("/account/name");
        clock.pass(Duration.ofHours(2));

        var sent = browser.submit("/account/sign-up", "/account/name", Map.of("name", "Mara"));

        assertThat(sent.code()).isEqualTo(303);
        assertThat(sent.location()).startsWith("/account/sign-in?return=");
    }

    @Test
    void aTokenInUseIsRenewedAfterSomeMinutes() {
        var browser = browser();
        register(browser, somebody());
        var first = browser.cookie(SESSION).getValue();

        browser.get("/account");
        assertThat(browser.cookie(SESSION).getValue()).isEqualTo(first);
        clock.pass(Duration.ofMinutes(6));
        browser.get("/account");

        assertThat(browser.cookie(SESSION).getValue()).isNotEqualTo(first);
    }

    @Test
    void twoTabsThatRenewAtOnceBothStaySignedIn() {
        var browser = browser();
        register(browser, somebody());
        var shared = browser.cookie(REFRESH);
        clock.pass(Duration.ofHours(2));

        assertThat(browser.get("/account/session?return=/learning").location()).isEqualTo("/learning");
        browser.put(shared);
        assertThat(browser.get("/account/session?return=/learning").location()).isEqualTo("/learning");
    }

    @Test
    void aRefreshTokenThatIsUsedTwiceEndsTheSession() {
        var browser = browser();
        register(browser, somebody());
        var stolen = browser.cookie(REFRESH);
        clock.pass(Duration.ofHours(2));
        browser.get("/account/session");
        clock.pass(Duration.ofMinutes(5));

        var thief = browser();
        thief.put(stolen);
        assertThat(thief.get("/account/session").code()).isEqualTo(200);

        assertThat(isSignedIn(browser)).isFalse();
    }

    @Test
    void aSessionEndsAtLastEvenIfItIsUsedDaily() {
        var browser = browser();
        var email = somebody();
        register(browser, email);
        for (var days = 0; days < 180; days += 20) {
            clock.pass(Duration.ofDays(20));
            browser.get("/account/session");
        }

        assertThat(browser.get("/account/session").code()).isEqualTo(200);
        signIn(browser, email, PASSWORD);
        assertThat(browser.get("/account").body())
                .contains("What happened lately")
                .doesNotContain("used twice");
    }

    @Test
    void anEndedSessionIsNeitherUsedNorRenewed() {
        var email = somebody();
        var mine = browser();
        register(mine, email);
        var lost = browser();
        signIn(lost, email, PASSWORD);
        var session = one(
                "select s.id::text from session s join account a on a.id = s.account where a.email = '%s' order by s.created_at desc limit 1"
                        .formatted(email),
                String.class);

        mine.submit("/account", "/account/sessions/" + session + "/end", Map.of());

        assertThat(isSignedIn(lost)).isFalse();
        assertThat(lost.get("/account/session?return=/learning").code()).isEqualTo(200);
        assertThat(isSignedIn(mine)).isTrue();
        assertThat(one(
                        "select count(*) from event_log where type = 'session.ended' and subject = '%s'"
                                .formatted(session),
                        Long.class))
                .as("the other applications are told")
                .isEqualTo(1);
    }

    @Test
    void nobodyEndsTheSessionsOfOthers() {
        var victim = browser();
        var email = somebody();
        register(victim, email);
        var session = one(
                "select s.id::text from session s join account a on a.id = s.account where a.email = '%s'"
                        .formatted(email),
                String.class);
        var other = browser();
        register(other, somebody());

        other.submit("/account", "/account/sessions/" + session + "/end", Map.of());

        assertThat(isSignedIn(victim)).isTrue();
    }

    @Test
    void signingOutMakesCopiesOfTheCookiesWorthless() {
        var browser = browser();
        register(browser, somebody());
        var copy = browser();
        copy.put(browser.cookie(SESSION));
        copy.put(browser.cookie(REFRESH));

        browser.submit("/account", "/account/sign-out", Map.of());

        assertThat(isSignedIn(copy)).isFalse();
        assertThat(copy.get("/account/session").code()).isEqualTo(200);
    }

    private static String withoutToken(Browser.Page page) {
        return page.body().replaceAll("name=\"_csrf\"[^>]*>", "");
    }
}
