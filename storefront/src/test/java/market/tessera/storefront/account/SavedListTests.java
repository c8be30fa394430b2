package market.tessera.storefront.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import market.tessera.storefront.SampleIndex;
import org.junit.jupiter.api.Test;

class SavedListTests extends AccountSteps {
    private static final tools.jackson.databind.node.ObjectNode SAMPLE =
            SampleIndex.offerings().getFirst();
    static final String OFFERING = SAMPLE.path("id").asString();
    private static final String TITLE = SAMPLE.path("title").asString();
    private static final String PAGE = "/offerings/" + SAMPLE.path("slug").asString();

    @Test
    void keepsWhatIsSavedOnTheOfferingsPage() {
        var browser = browser();
        register(browser, somebody());

        assertThat(browser.get(PAGE).body()).contains("Save for later").doesNotContain("/account/saved/remove");
        assertThat(save(browser).location()).isEqualTo(PAGE);
        assertThat(browser.get(PAGE).body()).contains("/account/saved/remove").doesNotContain("Save for later");
        save(browser);

        assertThat(browser.get("/account/saved").body())
                .containsOnlyOnce("id=\"offering-" + OFFERING)
                .contains("form=\"compare\"");
        assertThat(browser.get("/account/export").body()).contains(OFFERING);
    }

    @Test
    void whoIsNotSignedInSignsInFirstAndIsAskedOnceMore() {
        var email = somebody();
        register(browser(), email);
        var browser = browser();

        var signIn = save(browser).location();
        assertThat(signIn).startsWith("/account/sign-in?return=");
        var ask = browser.submit(signIn, Map.of("email", email, "password", PASSWORD, "return", decoded(signIn)))
                .location();
        assertThat(browser.get(ask).body()).contains("Save this offering?", TITLE.replace("&", "&amp;"));
        browser.submit(ask, "/account/saved", Map.of("offering", OFFERING, "return", PAGE));

        assertThat(browser.get("/account/saved").body()).contains("offering-" + OFFERING);
    }

    @Test
    void removesWhatIsNotWantedAnyMore() {
        var browser = browser();
        register(browser, somebody());
        save(browser);

        browser.submit("/account/saved", "/account/saved/remove", Map.of("offering", OFFERING));

        assertThat(browser.get("/account/saved").body()).contains("Nothing saved yet");
    }

    @Test
    void isNobodyElses() {
        var mine = browser();
        register(mine, somebody());
        save(mine);
        var other = browser();
        register(other, somebody());

        other.submit("/account/saved", "/account/saved/remove", Map.of("offering", OFFERING));

        assertThat(other.get("/account/saved").body()).contains("Nothing saved yet");
        assertThat(mine.get("/account/saved").body()).contains("offering-" + OFFERING);
        assertThat(browser().get("/account/saved").location()).startsWith("/account/sign-in");
    }

    @Test
    void asksOnlyAboutOfferingsThatExist() {
        var browser = browser();
        register(browser, somebody());

        assertThat(browser.get("/account/saved/add?offering=" + UUID.randomUUID())
                        .code())
                .isEqualTo(404);
        assertThat(browser.get("/account/saved/add?offering=x").code()).isEqualTo(400);
        assertThat(browser.get("/account/saved/add").code()).isEqualTo(400);
        assertThat(browser.submit(PAGE, "/account/saved", Map.of("return", PAGE))
                        .code())
                .isEqualTo(400);
        assertThat(browser().submit(PAGE, "/account/saved", Map.of()).code()).isEqualTo(400);
    }

    private static Browser.Page save(Browser browser) {
        return browser.submit(PAGE, "/account/saved", Map.of("offering", OFFERING, "return", PAGE));
    }

    private static String decoded(String signIn) {
        return URLDecoder.decode(signIn.substring(signIn.indexOf("return=") + 7), StandardCharsets.UTF_8);
    }
}
