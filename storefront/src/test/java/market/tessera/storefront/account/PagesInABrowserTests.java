package market.tessera.storefront.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * The account's pages in a real browser: no accessibility violation, no sideways scrolling at 320 pixels. With
 * {@code -Dstorefront.pictures=true} pictures are left in {@code target/pages}.
 */
class PagesInABrowserTests extends AccountSteps {
    private static final Map<String, Integer> WIDTHS = Map.of("wide", 1280, "phone", 390, "narrow", 320);
    private static final boolean PICTURES = Boolean.getBoolean("storefront.pictures");

    @LocalServerPort
    private int port;

    private final List<String> problems = new ArrayList<>();

    @Test
    void areAccessibleAndFitNarrowScreens() {
        try (var playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                var chromium = playwright
                        .chromium()
                        .launch(new LaunchOptions()
                                .setExecutablePath(Path.of("/usr/bin/chromium"))
                                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic")));
                var context = chromium.newContext(new NewContextOptions().setLocale("en-GB"));
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
            open(page, "saved", "/account/saved");
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
        WIDTHS.forEach((screen, width) -> {
            page.setViewportSize(width, 800);
            if (PICTURES) {
                page.screenshot(new ScreenshotOptions()
                        .setPath(Path.of("target/pages", name + "-" + screen + ".png"))
                        .setFullPage(true));
            }
            var overflow =
                    (int) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            if (overflow > 0) {
                problems.add("%s scrolls sideways by %d at %d".formatted(name, overflow, width));
            }
        });
        new AxeBuilder(page)
                .analyze()
                .getViolations()
                .forEach(violation -> problems.add("%s: %s %s"
                        .formatted(
                                name,
                                violation.getId(),
                                violation.getNodes().getFirst().getHtml())));
    }
}
