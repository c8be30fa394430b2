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
    void takesNoMoreWhenItIsFullAndLosesNothing() {
        var email = somebody();
        var browser = browser();
        register(browser, email);
        var first = fill(email, 99);
        save(browser);
        var other = SampleIndex.offerings().get(1);
        var wanted = other.path("id").asString();

        var full = browser.submit(PAGE, "/account/saved", Map.of("offering", wanted, "return", PAGE))
                .location();

        assertThat(full).isEqualTo("/account/saved?refused=" + wanted);
        assertThat(browser.get(full).body())
                .contains(
                        "Your list is full, so", other.path("title").asString().replace("&", "&amp;"))
                .contains("100 offerings. A list holds up to 100.");
        assertThat(save(browser).location()).as("what is on it already").isEqualTo(PAGE);
        assertThat(browser.get("/account/export").body())
                .contains(first, OFFERING)
                .doesNotContain(wanted);

        browser.submit(full, "/account/saved/remove", Map.of("offering", first, "return", full));

        assertThat(browser.get(full).body()).contains("There is room for", "value=\"" + wanted + "\"");
        browser.submit(full, "/account/saved", Map.of("offering", wanted));
        assertThat(browser.get(full).body())
                .contains("offering-" + wanted)
                .doesNotContain("There is room for", "Your list is full");
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

    /** Saves so many others for somebody, and returns the first of them. */
    private String fill(String email, int number) {
        return database.sql("""
                        with saved as (
                          insert into saved_offering (account, offering, saved_at)
                          select account.id, gen_random_uuid(), now() - number * interval '1 minute'
                          from account, generate_series(1, :number) number where account.email = :email
                          returning offering, saved_at)
                        select offering::text from saved order by saved_at limit 1
                        """)
                .bind("email", email)
                .bind("number", number)
                .mapValue(String.class)
                .one()
                .block();
    }

    private static Browser.Page save(Browser browser) {
        return browser.submit(PAGE, "/account/saved", Map.of("offering", OFFERING, "return", PAGE));
    }

    private static String decoded(String signIn) {
        return URLDecoder.decode(signIn.substring(signIn.indexOf("return=") + 7), StandardCharsets.UTF_8);
    }
}
