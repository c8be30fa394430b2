package market.tessera.sandbox.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Debian's chromium, without a window. Where there is none, the calling test is skipped; with {@code CI=true} in the environment it fails instead. */
public final class TestBrowser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    /** In milliseconds, for whatever is waited for: on a machine that does much else, no reason to fail. */
    private static final double PATIENCE = 120_000;

    private static final List<String> SWITCHES = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    private TestBrowser(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    public static TestBrowser launch() {
        requireChromium();
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new TestBrowser(
                playwright,
                playwright
                        .chromium()
                        .launch(new LaunchOptions()
                                .setExecutablePath(CHROMIUM)
                                .setArgs(SWITCHES)
                                .setTimeout(PATIENCE)));
    }

    /** Skips the calling test where there is none; for those who have something to prepare before they open it. */
    public static void requireChromium() {
        if (Files.isExecutable(CHROMIUM)) {
            return;
        }
        if (System.getenv("CI") != null) {
            Assertions.fail("CI needs " + CHROMIUM);
        }
        Assumptions.abort("Skipped: browser tests need Debian's chromium at " + CHROMIUM);
    }

    /** Somebody who reads British English, with cookies of their own. */
    public BrowserContext person() {
        return person(new NewContextOptions());
    }

    public BrowserContext person(NewContextOptions options) {
        var context = browser.newContext(options.setLocale("en-GB"));
        context.setDefaultTimeout(PATIENCE);
        return context;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
