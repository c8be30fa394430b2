package market.tessera.checkout.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.stream.IntStream;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Shop;
import market.tessera.checkout.StatementCounter;
import market.tessera.checkout.Surroundings;
import market.tessera.sandbox.buyer.GuestBuyer;
import market.tessera.sandbox.stripe.Webhooks.Faults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * What buying asks of the database and of Stripe, request by request: neither more, nor more for more places. What requests do together is not counted
 * here, but where it is done.
 */
@CheckoutTest
class StatementBudgetTests {
    private static final int PLACES = 6;

    @Autowired
    private Shop shop;

    @Autowired
    private StatementCounter statements;

    @AfterEach
    void webhooksArrive() {
        Surroundings.STRIPE.webhooks().faults(Faults.NONE);
    }

    @Test
    void eachStepOfBuyingKeepsToItsBudget() {
        Surroundings.STRIPE.webhooks().faults(Faults.LOST);
        var listings = IntStream.range(0, PLACES)
                .mapToObj(number -> Listing.of("Budget " + number, Provider.named("College " + number))
                        .intake(1_000L + number, "EUR", 5))
                .toList();
        listings.forEach(shop::onSale);
        var browser = shop.browser();
        var buyer = shop.guest(browser, "budget@example.org");
        var askedBeforehand = asked();

        listings.forEach(
                listing -> buyer.add(listing.id(), listing.firstIntake()).block());
        browser.get("/basket").block();
        var order = Objects.requireNonNull(buyer.checkOut().block());
        var askedByThen = asked();
        var page = Objects.requireNonNull(buyer.paymentPage(order).block());
        var askedForThePage = asked() - askedByThen;
        buyer.pay(page, GuestBuyer.CARD_THAT_PAYS).block();
        var askedBefore = asked();
        buyer.comeBack(order).block();
        var askedOnTheWayBack = asked() - askedBefore;
        buyer.look(order).block();

        assertThat(askedByThen - askedBeforehand)
                .as("Stripe is not asked before someone pays")
                .isZero();
        assertThat(askedForThePage).isEqualTo(1);
        assertThat(askedOnTheWayBack).isEqualTo(1);
        var place = "/orders/" + order;
        within(3, "POST /basket");
        within(4, "GET /basket");
        within(1, "GET /checkout");
        within(1, "POST /checkout");
        within(3, "GET " + place + "/payment");
        within(3, "GET " + place + "/return");
        within(3, "GET " + place);
    }

    /** For whatever buyers could need; refunds, accounts and shares of other tests may be on their way meanwhile. */
    private static long asked() {
        return Surroundings.STRIPE.calls("checkout", "payment_intents", "charges");
    }

    private void within(int budget, String request) {
        assertThat(statements.of(request)).as("statements of " + request).isBetween(1, budget);
    }
}
