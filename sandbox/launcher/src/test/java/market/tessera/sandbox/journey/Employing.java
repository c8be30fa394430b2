package market.tessera.sandbox.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;

/** How a learner waits for a place, buys places for others, and changes dates. */
final class Employing {
    private Employing() {}

    static void standsInLine(Visitor learner, String slug) {
        learner.opens("/offerings/" + slug);
        learner.looksAround("offering-full");
        learner.page().locator("main a[href^='/waitlist/']").first().click();
        learner.looksAround("waitlist");
        learner.clicks("Join the waitlist");
        assertThat(learner.page().locator("h1")).containsText("You are number 1 in line");
        learner.looksAround("waitlist-place");
        learner.opens("/learning");
        assertThat(learner.page().locator("main")).containsText("Waitlists");
        learner.looksAround("learning-waiting");
        learner.page().locator("main a[href^='/waitlist/']").first().click();
        learner.clicks("Leave the line");
        assertThat(learner.page().locator("h1")).containsText("You have left the line");
        learner.looksAround("waitlist-left");
    }

    static void foundsAnOrganisation(Visitor learner) {
        learner.opens("/orders/organisation");
        learner.looksAround("organisations");
        learner.clicks("Set it up");
        assertThat(learner.page().locator("main")).containsText("Enter a name");
        learner.looksAround("organisations-wrong");
        learner.fills("Name of the organisation", "Fjord Shipping");
        learner.clicks("Set it up");
        assertThat(learner.page().locator("h1")).hasText("Fjord Shipping");
        learner.looksAround("organisation-empty");
    }

    static void buysForIt(Visitor learner, String slug) {
        learner.opens("/offerings/" + slug);
        learner.clicks("Add to basket");
        learner.page().locator("#organisation").selectOption("Fjord Shipping");
        learner.clicks("Choose");
        learner.page().locator("input[name=quantity]").fill("4");
        learner.clicks("Change number");
        assertThat(learner.page().locator("main")).containsText("4 places");
        learner.looksAround("basket-organisation");
        learner.opens("/checkout");
        learner.looksAround("checkout-organisation");
        Buying.pays(learner);
        assertThat(learner.page().locator("h1")).hasText("The places are yours");
        learner.looksAround("order-organisation");
    }

    static void handsOut(Visitor learner) {
        learner.follows("Hand out the places");
        var addresses = learner.page().locator("textarea[name=addresses]");
        addresses.fill("Ana Lind, ana@fjord.example\nbo at fjord");
        learner.clicks("Send invitations");
        assertThat(learner.page().locator("main")).containsText("is not one e-mail address");
        learner.looksAround("organisation-faulty");
        addresses.fill("Ana Lind, ana@fjord.example\nbo@fjord.example");
        learner.clicks("Send invitations");
        assertThat(learner.page().locator("main")).containsText("2 invitations are on the way");
        learner.clicks("Make a code");
        learner.looksAround("organisation");
        learner.page().locator("a[href^='/orders/codes/']").first().click();
        learner.looksAround("take-up");
        learner.clicks("Take the place");
        assertThat(learner.page()).hasURL(Pattern.compile(".*/learning"));
        assertThat(learner.page().locator("main")).containsText("Bought by Fjord Shipping");
        learner.looksAround("learning-sponsored");
        learner.clicks("Let it see");
        assertThat(learner.page().locator("main")).containsText("sees your progress");
    }

    static void ordersOnInvoice(Visitor learner, String slug) {
        learner.opens("/offerings/" + slug);
        learner.clicks("Add to basket");
        learner.opens("/checkout");
        learner.page().locator("input[value=INVOICE]").check();
        learner.page().locator("input[name=acknowledged][type=checkbox]").all().forEach(Locator::check);
        learner.page().locator("main form button.button--primary").click();
        assertThat(learner.page().locator("main")).containsText("Give the number of your purchase order");
        learner.looksAround("checkout-invoice-wrong");
        learner.page().locator("input[name=purchaseOrder]").fill("4500012345");
        learner.page().locator("textarea[name=address]").fill("1 Quay Street\nBergen");
        learner.page().locator("main form button.button--primary").click();
        assertThat(learner.page().locator("h1")).hasText("Your places wait for your bank transfer");
        learner.looksAround("order-invoiced");
        learner.follows("See the invoice");
        learner.looksAround("documents-invoiced");
    }

    static void movesAnOwnPlace(Visitor learner, String slug) {
        learner.opens("/offerings/" + slug);
        learner.page().locator("input[name=intake]:not([disabled])").last().check();
        learner.clicks("Add to basket");
        learner.page().locator("#organisation").selectOption("");
        learner.clicks("Choose");
        Buying.pays(learner);
        learner.page().locator("a[href*='/intake/']").first().click();
        learner.looksAround("rebooking");
    }
}
