package market.tessera.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.PdfOptions;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import market.tessera.sandbox.browser.Inspection;
import market.tessera.sandbox.browser.TestBrowser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Every page as a person meets it: scripts on and off, wide and narrow, looked at by axe. */
@StorefrontTest
class PagesInABrowserTests {
    private static TestBrowser browser;

    @LocalServerPort
    int port;

    private BrowserContext context;

    @BeforeAll
    static void start() {
        browser = TestBrowser.launch();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void leave() {
        context.close();
    }

    @Test
    void everyPageIsOpenToEverybodyAndFitsASmallScreen() {
        var page = visit(320, true);
        var complaints = new ArrayList<String>();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });

        for (var path : pages()) {
            page.navigate(at(path));
            Inspection.violations(page).forEach(violation -> complaints.add(path + ": " + violation));
            if (Inspection.sidewaysScroll(page) > 0) {
                complaints.add(path + " scrolls sideways");
            }
        }

        assertThat(complaints).isEmpty();
    }

    @Test
    void narrowsWithoutReloadingAndGoesBack() {
        var page = visit(1280, true);
        page.navigate(at("/search?q=data"));
        page.evaluate("window.stayed = true");
        var before = page.locator(".results__count").textContent();

        page.locator("input[name=mode][value=online]").check();
        page.waitForURL("**/search?q=data&mode=online");

        assertThat(page.evaluate("window.stayed")).isEqualTo(true);
        assertThat(page.locator(".results__count").textContent()).isNotEqualTo(before);
        assertThat(page.locator(".chip").textContent()).contains("Online");
        PlaywrightAssertions.assertThat(page.locator("[role=status]#results-said"))
                .hasText(page.locator(".results__count").textContent());
        page.goBack();
        page.waitForURL("**/search?q=data");
        PlaywrightAssertions.assertThat(page.locator(".results__count")).hasText(before);

        page.locator("#facet-effort > summary").click();
        page.locator("#hoursMin").fill("40");
        page.locator("#hoursMax").fill("10");
        page.locator("#hoursMax").press("Tab");
        PlaywrightAssertions.assertThat(page.locator("h1")).hasText("That search could not be understood");
    }

    @Test
    void theKeyboardGoesOnInTheNextResults() {
        var page = visit(1280, true);
        page.navigate(at("/search"));

        page.locator("a[rel=next]").press("Enter");
        page.waitForURL("**cursor=*");

        PlaywrightAssertions.assertThat(page.locator("#results")).isFocused();
        PlaywrightAssertions.assertThat(page.locator("a[rel=prev]")).isVisible();
    }

    @Test
    void gathersAComparisonOverSeveralPages() {
        var page = visit(1280, true);
        page.navigate(at("/search?q=wind"));
        page.locator("input[name=ids]").first().check();
        page.navigate(at("/search?q=python"));
        page.locator("input[name=ids]").first().check();

        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Compare").setExact(true))
                .click();
        page.waitForURL("**/compare?ids=*");

        assertThat(page.locator("h1").textContent()).isEqualTo("Comparison of 2 offerings");
        page.getByLabel("Only rows that differ").check();
        assertThat(page.locator("tr.is-same").first().isVisible()).isFalse();
        var sheets = new String(page.pdf(new PdfOptions().setPreferCSSPageSize(true)), StandardCharsets.ISO_8859_1);
        assertThat(sheets).containsOnlyOnce("/Type /Page\n");
    }

    @Test
    void theTrayKeepsTheFocusAndTellsThingsOfOneNameApart() {
        var page = visit(1280, true);
        page.navigate(at("/search?q=wind"));
        var boxes = page.locator("input[name=ids]");
        boxes.nth(0).check();
        boxes.nth(1).check();

        page.locator(".tray__remove").first().press("Enter");
        PlaywrightAssertions.assertThat(page.locator(".tray__remove")).isFocused();
        page.locator(".tray__remove").press("Enter");

        PlaywrightAssertions.assertThat(boxes.nth(1)).isFocused();
        PlaywrightAssertions.assertThat(page.locator(".tray")).isHidden();

        page.evaluate("""
                sessionStorage.setItem('tessera.compare', JSON.stringify(
                  [{id: '1', title: 'Welding', by: 'Harbour College'}, {id: '2', title: 'Welding', by: 'The Yard'}, {id: '3', title: 'Rigging', by: 'The Yard'}]))""");
        page.reload();
        PlaywrightAssertions.assertThat(page.locator(".tray__item > span"))
                .hasText(new String[] {"WeldingHarbour College", "WeldingThe Yard", "Rigging"});
        PlaywrightAssertions.assertThat(page.getByLabel("Remove Welding, The Yard from the comparison"))
                .isVisible();
    }

    @Test
    void whatAPageFollowsByItselfIsReplacedOnlyWhenItSaysSomethingElse() {
        var page = visit(1280, true);
        var asked = new AtomicInteger();
        var answer = new AtomicReference<>("<p id='followed'>Waiting  <button id='held'>See</button></p>");
        page.route("**/followed", route -> {
            asked.incrementAndGet();
            route.fulfill(new FulfillOptions().setContentType("text/html").setBody(answer.get()));
        });
        page.navigate(at("/search"));
        page.evaluate("""
                () => {
                  const main = document.querySelector('main');
                  main.insertAdjacentHTML('beforeend', `<p id="followed" hx-get="/followed" hx-trigger="every 100ms" hx-select="#followed"
                    hx-swap="outerHTML">Waiting <button id="held">See</button></p>`);
                  window.held = document.getElementById('held');
                  window.held.focus();
                  htmx.process(main);
                }""");
        page.waitForCondition(() -> asked.get() > 2);
        assertThat(page.evaluate("window.held === document.activeElement")).isEqualTo(true);

        answer.set("<p id='followed'>Enrolled <button id='held'>See</button></p>");
        PlaywrightAssertions.assertThat(page.locator("#followed")).hasText("Enrolled See");
        PlaywrightAssertions.assertThat(page.locator("#held")).isFocused();
    }

    @Test
    void worksWithoutScripts() {
        var page = visit(1280, false);
        page.navigate(at("/"));
        page.locator("#home-search").fill("wind");
        page.locator("#home-search").press("Enter");
        page.waitForURL("**/search?q=wind");
        page.locator("input[name=ids]").nth(0).check();
        page.locator("input[name=ids]").nth(1).check();

        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Compare").setExact(true))
                .click();

        assertThat(page.locator("h1").textContent()).isEqualTo("Comparison of 2 offerings");
    }

    private List<String> pages() {
        var offerings = SampleIndex.offerings();
        return List.of(
                "/",
                "/search",
                "/search?q=wind&mode=online&priceMax=5000&currency=NOK",
                "/search?q=qqqzzz",
                "/search?sort=best",
                "/offerings/"
                        + SampleIndex.offering("Offshore wind: site assessment")
                                .path("slug")
                                .asString(),
                "/offerings/" + offerings.get(40).path("slug").asString(),
                "/compare",
                "/compare?ids=" + offerings.get(0).path("id").asString() + ","
                        + offerings.get(50).path("id").asString(),
                "/pathways",
                "/pathways/nk-wind",
                "/institutions",
                "/institutions/nordkyst",
                "/how-ranking-works",
                "/developers",
                "/about/help",
                "/about/words",
                "/about/privacy",
                "/about/accessibility",
                "/offerings/none");
    }

    private Page visit(int width, boolean scripts) {
        context = browser.person(
                new NewContextOptions().setViewportSize(width, 900).setJavaScriptEnabled(scripts));
        return context.newPage();
    }

    private String at(String path) {
        return "http://127.0.0.1:" + port + path;
    }
}
