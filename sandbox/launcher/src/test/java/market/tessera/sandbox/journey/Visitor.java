package market.tessera.sandbox.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import market.tessera.sandbox.browser.Inspection;
import market.tessera.sandbox.browser.TestBrowser;

/** Somebody with a browser window. Looks at every page as axe does, and keeps a screenshot of it. */
final class Visitor implements AutoCloseable {
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

    static Visitor in(TestBrowser browser, String name, String url) {
        var context = browser.person(new NewContextOptions().setBaseURL(url).setViewportSize(1280, 900));
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
        assertThat(Inspection.violations(page)).as("axe on " + page.url()).isEmpty();
        page.setViewportSize(PHONE, 844);
        picture(what + "-phone");
        page.setViewportSize(320, 640);
        assertThat(Inspection.sidewaysScroll(page))
                .as(page.url() + " at 320 px")
                .isZero();
        page.setViewportSize(1280, 900);
    }

    private void picture(String what) {
        Inspection.picture(page, SCREENSHOTS.resolve("%s-%s.png".formatted(name, what)));
    }

    @Override
    public void close() {
        context.close();
    }
}
