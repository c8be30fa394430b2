package market.tessera.checkout.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.platform.identity.Person;
import org.junit.jupiter.api.Test;

class AbandonedOrderTests extends PurchaseSteps {
    @Test
    void nobodyBuysWhatTheyAreEnrolledInAndAnAbandonedOrderStandsInNobodysWay() {
        var last =
                onSale(Listing.of("The last seat", Provider.named("Nordkyst")).intake(0L, "EUR", 1));
        var paid = onSale(Listing.of("Abandoned", Provider.named("Nordkyst")).intake(1_000L, "EUR", 1));
        var learner = Person.learner(UUID.randomUUID(), "once@example.org", "Once");
        var browser = shop.signedIn(learner);
        var buyer = shop.guest(browser, learner.email());
        buyer.add(paid.id(), paid.firstIntake()).block();
        var abandoned = buyer.checkOut().block();

        var again = buyer.checkOut().block();
        assertThat(again).isNotEqualTo(abandoned);
        assertThat(shop.status(abandoned)).isEqualTo("CANCELLED");
        assertThat(shop.seatsTaken(paid.firstIntake())).isEqualTo(1);
        browser.post("/basket/lines/%s/removal".formatted(paid.id()), Map.of()).block();
        buyer.add(last.id(), last.firstIntake()).block();
        buyer.checkOut().block();
        shop.onSale(last.withSeats(5));
        buyer.add(last.id(), last.firstIntake()).block();

        assertThat(browser.get("/basket").block().body()).contains("You have a place in this intake already");
        assertThat(browser.get("/checkout").block().location()).endsWith("/basket");
    }

    @Test
    void aDeclinedCardLeavesTheOrderToBePaidWithAnother() {
        var offer = onSale(Listing.of("Welding", Provider.named("Pandan")).intake(5_000L, "SGD", 2));
        var buyer = shop.guest("declined@example.org");
        buyer.add(offer.id(), offer.firstIntake()).block();
        var order = buyer.checkOut().block();
        var page = buyer.paymentPage(order).block();

        var declined = buyer.pay(page, "4000 0000 0000 0002").block();
        var withoutFunds = buyer.pay(page, "4000 0000 0000 9995").block();
        buyer.comeBack(order).block();
        assertThat(declined.body()).contains("Your card was declined");
        assertThat(withoutFunds.body()).contains("insufficient funds");
        assertThat(shop.status(order)).isEqualTo("PENDING");

        buyer.pay(page, PAYS).block();
        buyer.comeBack(order).block();
        assertThat(shop.status(order)).isIn("PAID", "FULFILLED");
    }

    @Test
    void anAbandonedOrderDoesNotBlockBuyingAgain() {
        var offer = onSale(Listing.of("Pottery", Provider.named("Totara")).intake(4_500L, "NZD", 1));
        var buyer = shop.guest("again@example.org");
        buyer.add(offer.id(), offer.firstIntake()).block();
        var abandoned = buyer.checkOut().block();
        buyer.paymentPage(abandoned).block();

        var second = buyer.checkOut().block();
        buyer.pay(buyer.paymentPage(second).block(), PAYS).block();
        buyer.comeBack(second).block();

        assertThat(shop.status(abandoned)).isEqualTo("CANCELLED");
        assertThat(shop.status(second)).isIn("PAID", "FULFILLED");
        assertThat(shop.seatsTaken(offer.firstIntake())).isEqualTo(1);
    }

    @Test
    void cancellingFreesTheSeatAndClosesThePaymentPage() {
        var offer = onSale(Listing.of("Glass", Provider.named("Totara")).intake(4_500L, "NZD", 1));
        var browser = shop.browser();
        var buyer = shop.guest(browser, "cancel@example.org");
        buyer.add(offer.id(), offer.firstIntake()).block();
        var order = buyer.checkOut().block();
        var page = buyer.paymentPage(order).block();

        browser.post("/orders/%s/cancellation".formatted(order), Map.of()).block();

        assertThat(shop.status(order)).isEqualTo("CANCELLED");
        assertThat(shop.seatsTaken(offer.firstIntake())).isZero();
        assertThat(buyer.pay(page, PAYS).block().status()).isEqualTo(410);
        assertThat(buyer.look(order).block().body()).contains("This order was cancelled");
        assertThat(browser.get("/basket").block().body()).contains("Glass");
    }
}
