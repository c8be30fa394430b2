package market.tessera.sandbox.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** How an author sees beforehand what learners will see. */
final class Previewing {
    private static final String SUMMARY = "Wind, waves and seabed, from raw data to a decision.";

    /** The page whether or not it is a preview: without the notice, without what belongs to one visit, and with buttons as if they could be pressed. */
    private static final String MAIN = """
            () => {
              const main = document.querySelector('main').cloneNode(true);
              main.querySelectorAll('[data-preview], input[type=hidden]').forEach(each => each.remove());
              main.querySelectorAll('*').forEach(each => ['disabled', 'method'].forEach(name => each.removeAttribute(name)));
              return main.innerHTML.replaceAll(/\\s+/g, ' ');
            }
            """;

    private Previewing() {}

    /** Writes the next edition; returns the portal's address of the offering. */
    static String writes(Visitor author, String title) {
        author.opens("/portal/offerings?q=" + title.replace(" ", "+"));
        author.follows(title);
        var offering = author.page().url();
        author.follows("Write the next edition");
        author.fills("Summary", SUMMARY);
        author.clicks("Save");
        return offering;
    }

    /** Returns what learners will see. */
    static String looksAtThePreview(Visitor author, String offering) {
        author.opens(offering + "/preview");
        assertThat(author.page().locator("[data-preview]")).containsText("A preview for you");
        assertThat(author.page().locator(".lead")).hasText(SUMMARY);
        assertThat(author.page().locator(".buy button")).isDisabled();
        var main = main(author);
        author.looksAround("preview");
        author.follows("Back to the offering");
        author.clicks("Propose for review");
        return main;
    }

    static void publishes(Visitor reviewer, String offering) {
        reviewer.opens(offering);
        reviewer.clicks("Approve");
        reviewer.clicks("Publish");
    }

    static void seesTheSame(Visitor learner, String address, String preview) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            learner.opens(address);
            assertThat(learner.page().locator(".lead").textContent()).isEqualTo(SUMMARY);
        });
        assertThat(main(learner)).isEqualTo(preview);
    }

    private static String main(Visitor visitor) {
        return visitor.page().evaluate(MAIN).toString();
    }
}
