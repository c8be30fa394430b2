package market.tessera.storefront.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import market.tessera.sandbox.browser.Inspection;
import market.tessera.sandbox.browser.TestBrowser;
import market.tessera.storefront.SampleIndex;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The account's pages in a real browser: no accessibility violation, no sideways scrolling at 320 pixels. */
class PagesInABrowserTests extends AccountSteps {

    @LocalServerPort
    private int port;

    private final List<String> problems = new ArrayList<>();

    @Test
    void areAccessibleAndFitNarrowScreens() {
        try (var chromium = TestBrowser.launch();
                var context = chromium.person();
                var page = context.newPage()) {
            var email = somebody();
            open(page, "sign-in", "/account?x=1");
            open(page, "sign-up", "/account/sign-up");
            page.click("main button");
            look(page, "sign-up-refused");
            fill(page, "name", "Mara Lind");
            fill(page, "email", email);
            page.click("main button");
            look(page, "check-mail");
            open(page, "confirm", linkIn(mail(email, 1)));
            fill(page, "password", "short");
            page.click("main button");
            look(page, "confirm-refused");
            fill(page, "password", PASSWORD);
            page.click("main button");
            look(page, "account");
            List.of("name", "email", "password", "delete").forEach(name -> open(page, name, "/account/" + name));
            open(page, "nothing-saved", "/account/saved");
            open(page, "save", "/account/saved/add?offering=" + SavedListTests.OFFERING);
            page.click("main button");
            open(
                    page,
                    "saved",
                    "/account/saved?refused="
                            + SampleIndex.offerings().get(1).path("id").asString());
            open(page, "keys", "/account/keys");
            page.click("main .form button");
            look(page, "keys-refused");
            fill(page, "name", "Nightly mirror");
            page.click("main .form button");
            look(page, "keys-issued");
            open(page, "link-gone", "/account/reset?token=x");
            open(page, "forgot", "/account/forgot");
            fill(page, "email", email);
            page.click("main button");
            open(page, "reset", linkIn(mail(email, 2)));
            open(page, "signed-out", "/account");
            page.click("summary");
            page.click(".menu__panel button");
            look(page, "signed-out");
        }
        assertThat(problems).isEmpty();
    }

    private static void fill(Page page, String field, String value) {
        page.fill("main input[name=" + field + "]", value);
    }

    private void open(Page page, String name, String path) {
        page.navigate("http://localhost:" + port + path);
        look(page, name);
    }

    private void look(Page page, String name) {
        problems.addAll(Inspection.problems(page, name));
    }
}
