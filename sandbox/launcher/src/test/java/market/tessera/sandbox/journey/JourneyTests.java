package market.tessera.sandbox.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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

/** The purpose of Tessera in one sentence, walked through: search, compare, buy, be enrolled, complete, show the badge. Who does not wait for another walks beside them. */
@Execution(ExecutionMode.CONCURRENT)
class JourneyTests {
    /** Has one basket and one list of orders. */
    private static final String AMARA = "Amara";

    private static RunningSandbox sandbox;

    private static Program program;

    private TestBrowser browser;

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        TestBrowser.requireChromium();
        sandbox = RunningSandbox.start(data);
        program = new Program(sandbox.url());
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
    void aLearnerSearchesComparesBuysLearnsAndShowsTheBadge() {
        try (var learner = Visitor.in(browser, "learner", sandbox.url())) {
            var bought = program.offeringsOfTwoProviders();
            Buying.searches(learner);
            Buying.compares(learner, bought);
            Buying.putsInBasket(learner, bought);
            learner.signsIn("/account/sign-in", "amara@learner.example", sandbox.password("learner"));
            Buying.pays(learner);
            Buying.seesTheOrderFulfilled(learner);
            Learning.completesTheFirstCourse(learner);
            Learning.showsTheBadge(learner, program);
            Learning.ratesTheCourse(learner);
            var order = Buying.order(learner);
            theOperatorGivesMoneyBack(order);
            Buying.seesWhatWasGivenBack(learner, order);
        }
        assertThat(program.inbox("amara@learner.example"))
                .anySatisfy(subject -> assertThat(subject).contains("receipt"))
                .anySatisfy(subject -> assertThat(subject).contains("Refund"))
                .anySatisfy(subject -> assertThat(subject).containsIgnoringCase("badge"));
    }

    @Test
    @ResourceLock(AMARA)
    void aLearnerStandsInLineAndBuysForOthers() {
        try (var learner = Visitor.in(browser, "employer", sandbox.url())) {
            var full = program.offering("ammonia").path("slug").asString();
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
    void aGuestPutsAMistypedAddressRight() {
        try (var guest = Visitor.in(browser, "guest", sandbox.url())) {
            guest.opens("/offerings/"
                    + program.offeringsOfTwoProviders().getFirst().path("slug").asString());
            guest.clicks("Add to basket");
            guest.page().waitForURL(Pattern.compile(".*/basket.*"));
            guest.follows("Check and pay");
            guest.page().fill("#name", "Bea Lind");
            guest.page().fill("#email", "bea@exmaple.org");
            guest.looksAround("checkout");
            Buying.paysByCard(guest);
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
    void anAuthorSeesBeforehandWhatLearnersWillSee() {
        var offering = program.offering("offshore+wind+site+assessment");
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

    private void theOperatorGivesMoneyBack(String order) {
        try (var operator = Visitor.in(browser, "operator", sandbox.url())) {
            operator.signsIn("/checkout/desk", "operator@tessera.example", sandbox.password("operator"));
            Operating.givesMoneyBack(operator, order);
        }
    }

    private void theEndorserAnswers(String page) {
        try (var operator = Visitor.in(browser, "endorser", sandbox.url())) {
            operator.signsIn("/checkout/desk", "operator@tessera.example", sandbox.password("operator"));
            Connecting.theAnswer(operator, page);
        }
    }
}
