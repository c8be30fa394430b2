package market.tessera.sandbox.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.regex.Pattern;

/** How the operator gives money back, and looks after what there is of it. */
final class Operating {
    private Operating() {}

    static void givesMoneyBack(Visitor operator, String order) {
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
