package market.tessera.sandbox.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.assertions.LocatorAssertions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import market.tessera.sandbox.browser.TestBrowser;
import market.tessera.sandbox.launcher.RunningSandbox;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The purpose of Tessera in one sentence, walked through: search, compare, buy, be enrolled, complete, show the badge. Who does not wait for another walks beside them. */
@Execution(ExecutionMode.CONCURRENT)
class JourneyTests {
    /** Has one basket and one list of orders. */
    private static final String AMARA = "Amara";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static RunningSandbox sandbox;

    private TestBrowser browser;

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        TestBrowser.requireChromium();
        sandbox = RunningSandbox.start(data);
    }

    @AfterAll
    static void stop() {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    /** One for each test: a browser takes orders from one thread only. */
    @BeforeEach
    void openBrowser() {
        browser = TestBrowser.launch();
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    @Test
    @ResourceLock(AMARA)
    void aLearnerSearchesComparesBuysLearnsAndShowsTheBadge() throws Exception {
        try (var learner = Visitor.in(browser, "learner", sandbox.url())) {
            var bought = offeringsOfTwoProviders();
            searches(learner);
            compares(learner, bought);
            putsInBasket(learner, bought);
            learner.signsIn("/account/sign-in", "amara@learner.example", sandbox.password("learner"));
            pays(learner);
            seesTheOrderFulfilled(learner);
            completesTheFirstCourse(learner);
            showsTheBadge(learner);
            ratesTheCourse(learner);
            var order = order(learner);
            theOperatorGivesMoneyBack(order);
            seesWhatWasGivenBack(learner, order);
        }
        assertThat(inbox("amara@learner.example"))
                .anySatisfy(subject -> assertThat(subject).contains("receipt"))
                .anySatisfy(subject -> assertThat(subject).contains("Refund"))
                .anySatisfy(subject -> assertThat(subject).containsIgnoringCase("badge"));
    }

    @Test
    @ResourceLock(AMARA)
    void aLearnerStandsInLineAndBuysForOthers() throws Exception {
        try (var learner = Visitor.in(browser, "employer", sandbox.url())) {
            var full = JsonMapper.shared()
                    .readTree(get(sandbox.url() + "/api/v1/offerings?q=ammonia", "application/json"))
                    .at("/items/0/slug")
                    .asString();
            learner.signsIn("/account/sign-in", "amara@learner.example", sandbox.password("learner"));
            Employing.standsInLine(learner, full);
            Employing.foundsAnOrganisation(learner);
            Employing.buysForIt(learner, full);
            Employing.handsOut(learner);
            Employing.ordersOnInvoice(learner, full);
            Employing.movesAnOwnPlace(learner, full);
        }
    }

    @Test
    void aGuestPutsAMistypedAddressRight() throws Exception {
        try (var guest = Visitor.in(browser, "guest", sandbox.url())) {
            guest.opens("/offerings/"
                    + offeringsOfTwoProviders().getFirst().path("slug").asString());
            guest.clicks("Add to basket");
            guest.page().waitForURL(Pattern.compile(".*/basket.*"));
            guest.follows("Check and pay");
            guest.page().fill("#name", "Bea Lind");
            guest.page().fill("#email", "bea@exmaple.org");
            guest.looksAround("checkout");
            paysByCard(guest);
            guest.follows("Correct your e-mail address");
            assertThat(guest.page().locator("main")).containsText("bea@exmaple.org");
            guest.looksAround("address");
            guest.page().fill("#email", "bea@example.org");
            guest.clicks("Send the receipt there");
            assertThat(guest.page().locator("main")).containsText("bea@example.org");
        }
    }

    @Test
    void aProviderConnectsItsSystemsByItself() {
        try (var administrator = Visitor.in(browser, "administrator", sandbox.url())) {
            administrator.opens("/sandbox");
            var lms = administrator
                    .page()
                    .locator("a[href$='/course']")
                    .getAttribute("href")
                    .replace("/course", "");
            administrator.signsIn("/portal/account", "maren@nordkyst.example", sandbox.password("administrator"));
            Connecting.aLearningSystem(administrator, lms);
            Connecting.thePeopleWhoEnrollByHand(administrator);
            Connecting.systemsOfOtherKinds(administrator);
            theEndorserAnswers(Connecting.anEndorsement(administrator));
            administrator.opens("/checkout/desk/account");
            administrator.looksAround("desk-account");
            administrator.opens("/checkout/desk/statement");
            administrator.looksAround("desk-statement");
            administrator.opens("/checkout/desk/sellers");
            administrator.looksAround("desk-seller");
            administrator.follows("Other rates for some offerings");
            administrator.page().fill("#kind", "Books");
            administrator.page().fill("#name", "MVA");
            administrator.page().fill("#rate", "12");
            administrator.clicks("Add this rate");
            administrator.looksAround("desk-rates");
            administrator.opens("/checkout/desk/terms");
            administrator.looksAround("desk-terms");
            administrator.opens("/checkout/desk/documents");
            administrator.looksAround("desk-documents");
            administrator.opens("/checkout/desk/promotions");
            administrator.looksAround("desk-promotions-own");
        }
    }

    @Test
    void anAuthorSeesBeforehandWhatLearnersWillSee() throws Exception {
        var offering = JsonMapper.shared()
                .readTree(get(sandbox.url() + "/api/v1/offerings?q=offshore+wind+site+assessment", "application/json"))
                .at("/items/0");
        try (var author = Visitor.in(browser, "author", sandbox.url());
                var reviewer = Visitor.in(browser, "reviewer", sandbox.url());
                var learner = Visitor.in(browser, "reader", sandbox.url())) {
            author.signsIn("/portal/account", "ingrid@nordkyst.example", sandbox.password("author"));
            reviewer.signsIn("/portal/account", "lars@nordkyst.example", sandbox.password("reviewer"));
            var draft = Previewing.writes(author, offering.path("title").asString());
            var preview = Previewing.looksAtThePreview(author, draft);
            Previewing.publishes(reviewer, draft);
            Previewing.seesTheSame(
                    learner, "/offerings/" + offering.path("slug").asString(), preview);
        }
    }

    private void theEndorserAnswers(String page) {
        try (var operator = Visitor.in(browser, "endorser", sandbox.url())) {
            operator.signsIn("/checkout/desk", "operator@tessera.example", sandbox.password("operator"));
            Connecting.theAnswer(operator, page);
        }
    }

    private static void searches(Visitor learner) {
        learner.opens("/");
        learner.looksAround("home");
        learner.page().locator("main input[name=q]").first().fill("data analysis");
        learner.page().keyboard().press("Enter");
        assertThat(learner.page()).hasURL(Pattern.compile(".*/search\\?.*q=data.analysis.*"));
        assertThat(learner.page().locator("#results .card").first()).isVisible();
        learner.looksAround("search");
    }

    private static void compares(Visitor learner, List<JsonNode> offerings) {
        learner.opens("/compare?ids=" + offerings.get(0).path("id").asString() + ","
                + offerings.get(1).path("id").asString());
        assertThat(learner.page().locator("table").first())
                .containsText(offerings.get(1).path("title").asString());
        learner.looksAround("compare");
    }

    private static void putsInBasket(Visitor learner, List<JsonNode> offerings) {
        for (var offering : offerings) {
            learner.opens("/offerings/" + offering.path("slug").asString());
            learner.looksAround("offering");
            learner.clicks("Add to basket");
            assertThat(learner.page()).hasURL(Pattern.compile(".*/basket.*"));
        }
        assertThat(learner.page().locator(".lines li")).hasCount(2);
        learner.looksAround("basket");
    }

    static void pays(Visitor learner) {
        learner.opens("/basket");
        learner.follows("Check and pay");
        learner.looksAround("checkout");
        paysByCard(learner);
    }

    private static void paysByCard(Visitor learner) {
        if (learner.page().locator("input[name=acknowledged][type=checkbox]").count() > 0) {
            learner.page().locator("input[name=acknowledged]").check();
        }
        learner.page().locator("main form button[type=submit]").first().click();
        learner.page().waitForURL(Pattern.compile(".*/c/pay/.*"));
        learner.page().locator("input[name=number]").fill("4242 4242 4242 4242");
        learner.page().locator("button[type=submit]").first().click();
        learner.page().waitForURL(Pattern.compile(".*/orders/.*"));
    }

    private static void seesTheOrderFulfilled(Visitor learner) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            learner.page().reload();
            assertThat(learner.page().locator("main").textContent()).contains("You are in");
        });
        learner.looksAround("order");
    }

    private static void completesTheFirstCourse(Visitor learner) {
        learner.opens("/learning");
        learner.looksAround("learning");
        var shelf = learner.page();
        learner.goesToNewWindow(() -> shelf.locator("a[target=_blank]").first().click());
        learner.page().waitForURL(Pattern.compile(".*/course.*"));
        learner.looksAround("course");
        learner.clicks("Complete the course");
        learner.returnsTo(shelf);
    }

    private static void showsTheBadge(Visitor learner) throws Exception {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            learner.opens("/learning");
            assertThat(learner.page().locator(".shelf a[href*='/badges/']").count())
                    .isEqualTo(1);
        });
        learner.looksAround("learning-badge");
        learner.page().locator(".shelf a[href*='/badges/']").first().click();
        learner.page().waitForURL(Pattern.compile(".*/badges/.*"));
        assertThat(learner.page().locator("main")).containsText("genuine");
        learner.looksAround("badge");
        learner.follows("Put it into a wallet");
        learner.clicks("Show the code for my wallet");
        learner.looksAround("wallet");
        learner.follows("Back to the badge");
        learner.page().waitForURL(Pattern.compile(".*/badges/[0-9a-f-]+"));
        var jwt = get(learner.page().url(), "application/vc+jwt");
        assertThat(jwt.split("\\.")).hasSize(3);
        var credential = JsonMapper.shared().readTree(get(learner.page().url(), "application/vc+ld+json"));
        assertThat(credential.path("type").toString()).contains("OpenBadgeCredential");
        hasItVerified(learner, credential.toString());
        connectsAnApplication(learner);
    }

    private static void connectsAnApplication(Visitor learner) throws Exception {
        var registered = HTTP.send(
                HttpRequest.newBuilder(URI.create(sandbox.url() + "/ims/ob/v3p0/oauth/register"))
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"client_name\": \"Badge Wallet\", \"redirect_uris\": [\"http://localhost:7/back\"]}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        var asks = "/learning/applications/authorize?response_type=code&redirect_uri=http://localhost:7/back"
                + "&code_challenge_method=S256&code_challenge=" + "c".repeat(43) + "&client_id="
                + JsonMapper.shared()
                        .readTree(registered.body())
                        .path("client_id")
                        .asString();
        learner.opens(asks + "&scope=nonsense");
        assertThat(learner.page().locator("h1")).hasText("Badge Wallet could not be connected");
        learner.looksAround("consent-refused");
        learner.opens(asks + "&scope=https://purl.imsglobal.org/spec/ob/v3p0/scope/credential.readonly");
        assertThat(learner.page().locator("main")).containsText("See all your badges");
        learner.looksAround("consent");
    }

    private static void ratesTheCourse(Visitor learner) {
        learner.opens("/learning");
        var course = learner.page().locator(".shelf li:has(a[href$='/review'])").first();
        var offering = course.locator("h2 a").getAttribute("href");
        course.locator("a[href$='/review']").click();
        learner.looksAround("review");
        learner.page().locator("#stars-4").check();
        learner.page().locator("#text").fill("It kept what it promised.");
        learner.clicks("Publish it");
        assertThat(learner.page()).hasURL(Pattern.compile(".*/learning"));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            learner.opens(offering);
            assertThat(learner.page().locator("main")).containsText("It kept what it promised.");
        });
        learner.looksAround("offering-rated");
        learner.page().locator("a[href^='/reviews/']").click();
        assertThat(learner.page().locator("main")).containsText("4.0 out of 5");
        learner.looksAround("reviews");
    }

    private static void hasItVerified(Visitor learner, String credential) {
        learner.opens("/verify");
        learner.looksAround("verify");
        learner.page().locator("#badge").fill(credential);
        learner.page().locator("#email").fill("amara@learner.example");
        learner.page().locator("main form button[type=submit]").click();
        assertThat(learner.page().locator("main"))
                .containsText("This badge is genuine", new LocatorAssertions.ContainsTextOptions().setTimeout(20_000));
        assertThat(learner.page().locator("main")).containsText("It was given to amara@learner.example.");
        learner.looksAround("verified");
    }

    private static String order(Visitor learner) {
        learner.opens("/orders");
        return learner.page().locator("main a[href^='/orders/']").first().getAttribute("href");
    }

    private void theOperatorGivesMoneyBack(String order) {
        try (var operator = Visitor.in(browser, "operator", sandbox.url())) {
            operator.signsIn("/checkout/desk", "operator@tessera.example", sandbox.password("operator"));
            assertThat(operator.page()).hasURL(Pattern.compile(".*/checkout/desk"));
            operator.page().locator("#find").fill("amara@learner.example");
            operator.clicks("Find");
            operator.looksAround("desk");
            operator.page().locator("tbody a").first().click();
            assertThat(operator.page()).hasURL(Pattern.compile(".*/checkout/desk" + order));
            operator.looksAround("desk-order");
            operator.opens("/checkout/desk/debts");
            operator.looksAround("desk-debts");
            operator.opens("/checkout/desk" + order);
            operator.page().locator("input[name=line]").last().check();
            operator.page().locator("input[name=places][value=end]").check();
            operator.clicks("Give the money back");
            assertThat(operator.page().locator("main")).containsText("the money is on its way");
            operator.looksAround("desk-order-refunded");
            operator.opens("/checkout/desk/books");
            operator.clicks("Compare now");
            operator.looksAround("desk-books");
            operator.opens("/checkout/desk/bank");
            operator.clicks("Book it");
            operator.looksAround("desk-bank");
            operator.opens("/checkout/desk/ledger");
            operator.looksAround("desk-ledger");
            operator.opens("/checkout/desk/payees");
            operator.looksAround("desk-payees");
            operator.opens("/checkout/desk/promotions");
            operator.looksAround("desk-promotions");
        }
    }

    private static void seesWhatWasGivenBack(Visitor learner, String order) {
        learner.opens(order);
        assertThat(learner.page().locator("main")).containsText("given back");
        learner.looksAround("order-given-back");
        learner.opens(order + "/refund");
        assertThat(learner.page().locator("main")).containsText("-R1");
        learner.looksAround("refund");
        learner.opens(order + "/documents");
        assertThat(learner.page().locator("main")).containsText("Credit note");
        learner.looksAround("documents");
        learner.page()
                .locator("main .lines__title a[href*='/documents/S']")
                .first()
                .click();
        assertThat(learner.page().locator("main h1")).containsText("Invoice S");
        learner.looksAround("invoice");
    }

    /** Two offerings in euros by different providers, both for sale now. */
    private static List<JsonNode> offeringsOfTwoProviders() throws Exception {
        var found = JsonMapper.shared()
                .readTree(get(sandbox.url() + "/api/v1/offerings?q=data&limit=100", "application/json"))
                .path("items")
                .valueStream()
                .filter(item -> item.path("price").path("currency").asString("").equals("EUR"))
                .filter(item -> item.path("price").path("amount").asLong() > 0)
                .filter(item -> item.path("nextIntake").isObject())
                .toList();
        var first = found.getFirst();
        var second = found.stream()
                .filter(item -> !item.path("provider")
                        .path("id")
                        .equals(first.path("provider").path("id")))
                .findFirst()
                .orElseThrow();
        return List.of(first, second);
    }

    private static List<String> inbox(String to) throws Exception {
        return JsonMapper.shared()
                .readTree(get(sandbox.url() + "/sandbox/inbox.json?to=" + to, "application/json"))
                .path("items")
                .valueStream()
                .map(mail -> mail.path("subject").asString())
                .toList();
    }

    /** A marketplace that has just begun may say once that it is too busy; a person would ask again. */
    private static String get(String url, String type) {
        var request =
                HttpRequest.newBuilder(URI.create(url)).header("Accept", type).build();
        var answer = await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> HTTP.send(request, HttpResponse.BodyHandlers.ofString()),
                        asked -> asked.statusCode() != 503);
        assertThat(answer.statusCode()).as(url).isEqualTo(200);
        return answer.body();
    }
}
