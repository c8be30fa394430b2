package market.tessera.storefront.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ApiKeysTests extends AccountSteps {
    private static final Pattern SECRET = Pattern.compile("tsa_[A-Za-z0-9_-]{43}");
    private static final Pattern REVOKE = Pattern.compile("/account/keys/[0-9a-f-]{36}/revoke");

    @Test
    void showsANewKeyOnceAndKeepsOnlyItsHash() {
        var browser = learner();

        var created = create(browser, "  Nightly   mirror ");

        var secret = secretIn(created);
        assertThat(created.headers().getCacheControl()).contains("no-store");
        assertThat(browser.get("/account/keys").body())
                .contains("Nightly mirror", secret.substring(0, 8), "Never used")
                .doesNotContain(secret);
        assertThat(one("select count(*) from api_key k where k::text like '%" + secret.substring(8) + "%'", Long.class))
                .isZero();
        assertThat(browser.get("/account").body()).contains("API key created");
        assertThat(browser.get("/account/export").body())
                .contains("Nightly mirror")
                .doesNotContain(secret);
    }

    @Test
    void aKeyAsksMoreOftenThanWithoutAndItsUseIsSeen() {
        var browser = learner();
        var secret = secretIn(create(browser, "Mirror"));

        var answer = browser.getWithKey("/api/v1/offerings?limit=1", secret);

        assertThat(answer.code()).isEqualTo(200);
        assertThat(answer.headers().getFirst("RateLimit-Policy")).startsWith("\"key\";q=3000;w=60");
        assertThat(browser.get("/account/keys").body()).contains("Last used");
    }

    @Test
    void aRevokedKeyIsRefusedAndOnlyItsOwnerRevokesIt() {
        var owner = learner();
        var secret = secretIn(create(owner, "Mirror"));
        var path = firstMatch(REVOKE, owner.get("/account/keys").body());
        var stranger = learner();

        stranger.submit("/account/keys", path, Map.of());
        assertThat(owner.getWithKey("/api/v1/offerings?limit=1", secret).code()).isEqualTo(200);
        owner.submit("/account/keys", path, Map.of());
        clock.pass(java.time.Duration.ofSeconds(11));

        var refused = owner.getWithKey("/api/v1/offerings?limit=1", secret);
        assertThat(refused.code()).isEqualTo(401);
        assertThat(refused.headers().getFirst("WWW-Authenticate")).startsWith("Bearer");
        assertThat(refused.body()).contains("https://tessera.market/problems/no-valid-key");
    }

    @Test
    void fiveKeysAreEnoughForAnAccountEvenIfManyAreAskedForAtOnce() {
        var browser = learner();
        create(browser, "one");
        create(browser, "two");
        create(browser, "three");

        IntStream.range(0, 6).parallel().forEach(number -> create(browser, "at once " + number));

        assertThat(REVOKE.matcher(browser.get("/account/keys").body()).results().count())
                .isEqualTo(5);
        assertThat(browser.get("/account/keys").body()).contains("all the keys there can be");
    }

    @Test
    void wantsANameThatFits() {
        var browser = learner();

        assertThat(create(browser, " ").code()).isEqualTo(422);
        assertThat(create(browser, "x".repeat(61)).body()).contains("at most 60 characters");
    }

    @Test
    void areForTheSignedInOnlyAndGoWithTheAccount() {
        assertThat(browser().get("/account/keys").location()).startsWith("/account/sign-in");
        var browser = learner();
        var secret = secretIn(create(browser, "Mirror"));

        browser.submit("/account/delete", Map.of("current", PASSWORD));
        clock.pass(java.time.Duration.ofSeconds(11));

        assertThat(browser().getWithKey("/api/v1/offerings?limit=1", secret).code())
                .isEqualTo(401);
        assertThat(browser()
                        .getWithKey("/api/v1/offerings?limit=1", "tsa_" + UUID.randomUUID())
                        .code())
                .isEqualTo(401);
    }

    private Browser learner() {
        var browser = browser();
        register(browser, somebody());
        return browser;
    }

    private static Browser.Page create(Browser browser, String name) {
        return browser.submit("/account/keys", Map.of("name", name));
    }

    private static String secretIn(Browser.Page page) {
        return firstMatch(SECRET, page.body());
    }

    private static String firstMatch(Pattern pattern, String text) {
        return pattern.matcher(text).results().findFirst().orElseThrow().group();
    }
}
