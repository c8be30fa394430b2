package market.tessera.storefront.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class RegistrationTests extends AccountSteps {
    @Test
    void leadsFromAnAddressToAnAccountAndBackInAgain() {
        var email = somebody();
        var browser = browser();

        assertThat(signUp(browser, email).body()).contains("Look into your mail", email);
        var link = linkIn(mail(email, 1));
        assertThat(browser.get(link).body()).contains("Choose a password", email);
        var confirmed = confirm(browser, link, PASSWORD);

        assertThat(confirmed.location()).isEqualTo("/account");
        assertThat(browser.get("/account").body()).contains(email, "Mara Lind", "Firefox, Linux", "this browser");

        browser.submit("/account", "/account/sign-out", Map.of());
        assertThat(browser.get("/account").location()).startsWith("/account/sign-in?return=");
        assertThat(signIn(browser, email, PASSWORD).location()).isEqualTo("/account");
        assertThat(isSignedIn(browser)).isTrue();
    }

    @Test
    void tellsTheOthersOfTheNewAccountInTheSameTransaction() {
        var email = somebody();
        register(browser(), email);

        assertThat(one(
                        "select count(*) from event_log e join account a on a.id::text = e.subject where a.email = '%s' and e.type = 'account.confirmed' and e.version = 1 and e.data->>'name' = 'Mara Lind'"
                                .formatted(email),
                        Long.class))
                .isEqualTo(1);
    }

    @Test
    void goesOnToThePageThatAskedForAnAccount() {
        var email = somebody();
        var browser = browser();
        browser.submit("/account/sign-up", Map.of("name", "Mara", "email", email, "return", "/learning?x=1"));

        assertThat(confirm(browser, linkIn(mail(email, 1)), PASSWORD).location())
                .isEqualTo("/learning?x=1");
    }

    @Test
    void openingTheLinkAloneChangesNothing() {
        var email = somebody();
        signUp(browser(), email);
        var link = linkIn(mail(email, 1));

        browser().get(link);
        browser().get(link);

        assertThat(confirm(browser(), link, PASSWORD).code()).isEqualTo(303);
    }

    @Test
    void aLinkWorksOnce() {
        var email = somebody();
        signUp(browser(), email);
        var link = linkIn(mail(email, 1));
        confirm(browser(), link, PASSWORD);

        var again = browser();
        assertThat(again.get(link).code()).isEqualTo(410);
        assertThat(confirm(again, link, "another one entirely").code()).isIn(403, 410);
        assertThat(signIn(browser(), email, PASSWORD).code()).isEqualTo(303);
    }

    @Test
    void aLinkExpires() {
        var email = somebody();
        signUp(browser(), email);
        var link = linkIn(mail(email, 1));

        clock.pass(Duration.ofHours(24).plusSeconds(1));

        assertThat(browser().get(link).code()).isEqualTo(410);
    }

    @Test
    void onlyTheTokensHashIsStoredAndTheMailIsErasedOnceSent() {
        var email = somebody();
        signUp(browser(), email);
        var token = token(linkIn(mail(email, 1)));

        assertThat(one(
                        "select count(*) from mailed_link where email = '%s' and position('%s'::bytea in token_hash) = 0"
                                .formatted(email, token),
                        Long.class))
                .isEqualTo(1);
        org.awaitility.Awaitility.await()
                .until(() ->
                        one("select count(*) from outbox_mail where text like '%" + token + "%'", Long.class) == 0);
    }

    @Test
    void answersTheSameForAnAddressThatHasAnAccount() {
        var known = somebody();
        register(browser(), known);
        var unknown = somebody();

        var forKnown = signUp(browser(), known);
        var forUnknown = signUp(browser(), unknown);

        assertThat(forKnown.code()).isEqualTo(forUnknown.code());
        assertThat(forKnown.body().replace(known, "X"))
                .isEqualTo(forUnknown.body().replace(unknown, "X"));
        assertThat(mail(known, 2).subject()).contains("already");
    }

    @Test
    void keepsWhatWasTypedAndSaysWhatIsWrong() {
        var page = browser().submit("/account/sign-up", Map.of("name", "", "email", "mara@"));

        assertThat(page.code()).isEqualTo(422);
        assertThat(page.body()).contains("There is a problem", "value=\"mara@\"", "href=\"#name\"", "href=\"#email\"");
    }

    @Test
    void refusesPasswordsThatAreTriedFirstAndKeepsTheLink() {
        var email = somebody();
        var browser = browser();
        signUp(browser, email);
        var link = linkIn(mail(email, 1));

        assertThat(confirm(browser, link, "short").body()).contains("at least 10 characters");
        var guessable = confirm(browser, link, "password12345");
        assertThat(guessable.code()).isEqualTo(422);
        assertThat(guessable.body()).contains("harder to guess").doesNotContain("password12345");
        assertThat(confirm(browser, link, PASSWORD).code()).isEqualTo(303);
    }

    @Test
    void ofTwoWhoConfirmTheSameAddressAtOnceOneGetsTheAccount() {
        var email = somebody();
        signUp(browser(), email);
        signUp(browser(), email);
        mail(email, 2);
        var links = mails(email).stream().map(AccountSteps::linkIn).toList();

        var codes = Flux.fromIterable(links)
                .flatMap(link -> Mono.fromCallable(
                                () -> confirm(browser(), link, PASSWORD).code())
                        .subscribeOn(Schedulers.boundedElastic()))
                .collectList()
                .block();

        assertThat(codes).containsExactlyInAnyOrder(303, 410);
        assertThat(one("select count(*) from account where email = '" + email + "'", Long.class))
                .isEqualTo(1);
    }

    @Test
    void sendsNobodyMoreMailThanTheLimitAndDoesNotSaySo() {
        var email = somebody();
        for (var i = 0; i < 4; i++) {
            assertThat(signUp(browser(), email).body()).contains("Look into your mail");
        }
        assertThat(signUp(browser(), somebody()).code()).isEqualTo(200);

        mail(email, 3);
    }

    @Test
    void refusesMoreRequestsForMailFromOneNetwork() {
        var browser = browser();
        for (var i = 0; i < 5; i++) {
            assertThat(signUp(browser, somebody()).code()).isEqualTo(200);
        }

        assertThat(signUp(browser, somebody()).code()).isEqualTo(429);
    }

    @Test
    void aFormWithoutItsCsrfTokenIsRefused() {
        var fields = new org.springframework.util.LinkedMultiValueMap<String, String>();
        fields.add("name", "Mara");
        fields.add("email", somebody());

        var refused = browser().post("/account/sign-up", fields);

        assertThat(refused.code()).isEqualTo(403);
        assertThat(refused.body()).contains("This page is not open to you", "go back, reload the page");
    }
}
