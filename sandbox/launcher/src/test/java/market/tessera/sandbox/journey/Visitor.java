package market.tessera.sandbox.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Somebody with a browser window. Looks at every page as axe does, and keeps a screenshot of it. */
final class Visitor implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final int PHONE = 390;

    private final BrowserContext context;
    private final String name;
    private Page page;

    private Visitor(BrowserContext context, String name) {
        this.context = context;
        this.name = name;
        this.page = context.newPage();
    }

    /** Chromium of the machine; a test without one is skipped, except in CI. */
    static Browser browser(Playwright playwright) {
        if (!Files.isExecutable(CHROMIUM)) {
            assertThat(System.getenv("CI")).as("CI needs " + CHROMIUM).isNull();
            abort("Skipped: browser tests need Debian's chromium at " + CHROMIUM);
        }
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    static Playwright playwright() {
        return Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }

    static Visitor in(Browser browser, String name, String url) {
        var context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(url)
                .setLocale("en-GB")
                .setViewportSize(1280, 900));
        context.setDefaultTimeout(20_000);
        return new Visitor(context, name);
    }

    Page page() {
        return page;
    }

    void opens(String path) {
        page.navigate(path);
    }

    void clicks(String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button))
                .first()
                .click();
    }

    void follows(String link) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link))
                .first()
                .click();
    }

    void fills(String label, String value) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true))
                .first()
                .fill(value);
    }

    void signsIn(String path, String email, String password) {
        opens(path);
        page.locator("input[name=email]").fill(email);
        page.locator("input[name=password]").fill(password);
        page.locator("main form button[type=submit]").first().click();
    }

    /** The window that opens when something is clicked; the visitor goes on there until {@link #returnsTo}. */
    void goesToNewWindow(Runnable click) {
        page = context.waitForPage(click);
        page.waitForLoadState();
    }

    void returnsTo(Page window) {
        page = window;
    }

    /** No violation that axe knows of, no sideways scrolling on a phone, and a picture of both. */
    void looksAround(String what) {
        picture(what);
        var violations = new AxeBuilder(page)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                .analyze()
                .getViolations();
        assertThat(violations)
                .as("axe on " + page.url())
                .extracting(violation -> violation.getId() + " at "
                        + violation.getNodes().getFirst().getTarget())
                .isEmpty();
        page.setViewportSize(PHONE, 844);
        picture(what + "-phone");
        page.setViewportSize(320, 640);
        assertThat(page.evaluate("document.documentElement.scrollWidth"))
                .as("width of " + page.url() + " at 320 px")
                .isEqualTo(320);
        page.setViewportSize(1280, 900);
    }

    private void picture(String what) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve("%s-%s.png".formatted(name, what)))
                .setFullPage(true));
    }

    @Override
    public void close() {
        context.close();
    }
}
