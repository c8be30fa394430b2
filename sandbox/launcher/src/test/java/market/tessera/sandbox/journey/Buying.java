package market.tessera.sandbox.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** How a learner finds offerings, compares them, buys some and gets money back. */
final class Buying {
    private Buying() {}

    static void searches(Visitor learner) {
        learner.opens("/");
        learner.looksAround("home");
        learner.page().locator("main input[name=q]").first().fill("data analysis");
        learner.page().keyboard().press("Enter");
        assertThat(learner.page()).hasURL(Pattern.compile(".*/search\\?.*q=data.analysis.*"));
        assertThat(learner.page().locator("#results .card").first()).isVisible();
        learner.looksAround("search");
    }

    static void compares(Visitor learner, List<JsonNode> offerings) {
        learner.opens("/compare?ids=" + offerings.get(0).path("id").asString() + ","
                + offerings.get(1).path("id").asString());
        assertThat(learner.page().locator("table").first())
                .containsText(offerings.get(1).path("title").asString());
        learner.looksAround("compare");
    }

    static void putsInBasket(Visitor learner, List<JsonNode> offerings) {
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

    static void paysByCard(Visitor learner) {
        if (learner.page().locator("input[name=acknowledged][type=checkbox]").count() > 0) {
            learner.page().locator("input[name=acknowledged]").check();
        }
        learner.page().locator("main form button[type=submit]").first().click();
        learner.page().waitForURL(Pattern.compile(".*/c/pay/.*"));
        learner.page().locator("input[name=number]").fill("4242 4242 4242 4242");
        learner.page().locator("button[type=submit]").first().click();
        learner.page().waitForURL(Pattern.compile(".*/orders/.*"));
    }

    static void seesTheOrderFulfilled(Visitor learner) {
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            learner.page().reload();
            assertThat(learner.page().locator("main").textContent()).contains("You are in");
        });
        learner.looksAround("order");
    }

    static String order(Visitor learner) {
        learner.opens("/orders");
        return learner.page().locator("main a[href^='/orders/']").first().getAttribute("href");
    }

    static void seesWhatWasGivenBack(Visitor learner, String order) {
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
}
