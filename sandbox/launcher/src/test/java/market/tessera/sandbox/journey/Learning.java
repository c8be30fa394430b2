package market.tessera.sandbox.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.assertions.LocatorAssertions;
import java.time.Duration;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** How a learner completes a course, rates it and shows the badge. */
final class Learning {
    private Learning() {}

    static void completesTheFirstCourse(Visitor learner) {
        learner.opens("/learning");
        learner.looksAround("learning");
        var shelf = learner.page();
        learner.goesToNewWindow(() -> shelf.locator("a[target=_blank]").first().click());
        learner.page().waitForURL(Pattern.compile(".*/course.*"));
        learner.looksAround("course");
        learner.clicks("Complete the course");
        learner.returnsTo(shelf);
    }

    static void showsTheBadge(Visitor learner, Program program) {
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
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
        var jwt = program.get(learner.page().url(), "application/vc+jwt");
        assertThat(jwt.split("\\.")).hasSize(3);
        var credential = JsonMapper.shared().readTree(program.get(learner.page().url(), "application/vc+ld+json"));
        assertThat(credential.path("type").toString()).contains("OpenBadgeCredential");
        hasItVerified(learner, credential.toString());
        connectsAnApplication(learner, program);
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

    private static void connectsAnApplication(Visitor learner, Program program) {
        var asks = "/learning/applications/authorize?response_type=code&redirect_uri=http://localhost:7/back"
                + "&code_challenge_method=S256&code_challenge=" + "c".repeat(43) + "&client_id="
                + program.registersAsApplication();
        learner.opens(asks + "&scope=nonsense");
        assertThat(learner.page().locator("h1")).hasText("Badge Wallet could not be connected");
        learner.looksAround("consent-refused");
        learner.opens(asks + "&scope=https://purl.imsglobal.org/spec/ob/v3p0/scope/credential.readonly");
        assertThat(learner.page().locator("main")).containsText("See all your badges");
        learner.looksAround("consent");
    }

    static void ratesTheCourse(Visitor learner) {
        learner.opens("/learning");
        var course = learner.page().locator(".shelf li:has(a[href$='/review'])").first();
        var offering = course.locator("h2 a").getAttribute("href");
        course.locator("a[href$='/review']").click();
        learner.looksAround("review");
        learner.page().locator("#stars-4").check();
        learner.page().locator("#text").fill("It kept what it promised.");
        learner.clicks("Publish it");
        assertThat(learner.page()).hasURL(Pattern.compile(".*/learning"));
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            learner.opens(offering);
            assertThat(learner.page().locator("main")).containsText("It kept what it promised.");
        });
        learner.looksAround("offering-rated");
        learner.page().locator("a[href^='/reviews/']").click();
        assertThat(learner.page().locator("main")).containsText("4.0 out of 5");
        learner.looksAround("reviews");
    }
}
