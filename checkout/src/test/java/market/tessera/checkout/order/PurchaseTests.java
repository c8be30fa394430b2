package market.tessera.checkout.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.stripe.StripeCalls;
import market.tessera.platform.identity.Person;
import market.tessera.sandbox.buyer.GuestBuyer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class PurchaseTests extends PurchaseSteps {
    @Autowired
    private Purchases database;

    @Autowired
    private StripeCalls stripe;

    @Test
    void buysPlacesOfTwoProvidersWithOnePayment() {
        var wind =
                onSale(Listing.of("Offshore wind", Provider.named("Nordkyst")).intake(39_000L, "EUR", 30));
        var care = onSale(Listing.of("Infection control", Provider.named("Strathbrannoch"))
                .intake(12_005L, "EUR", 5));
        var browser = shop.browser();
        var buyer = shop.guest(browser, "two@example.org");

        buyer.add(wind.id(), wind.firstIntake()).block();
        buyer.add(care.id(), care.firstIntake()).block();
        var order = buyer.checkOut().block();
        var paid = buyer.pay(buyer.paymentPage(order).block(), PAYS).block();
        buyer.comeBack(order).block();

        assertThat(browser.cookie("tessera_basket_count")).contains("0");
        assertThat(paid.location()).endsWith("/orders/" + order + "/return");
        assertThat(shop.status(order)).isIn("PAID", "FULFILLED");
        assertThat(shop.seatsTaken(wind.firstIntake())).isEqualTo(1);
        assertThat(browser.get("/basket").block().body()).contains("Your basket is empty");
        assertThat(buyer.look(order).block().body())
                .contains("Offshore wind", "Infection control", "Nordkyst", "€510.05");
        assertThat(shop.mail("two@example.org", "receipt").text()).contains("Offshore wind", "€510.05");
    }

    /** Stripe offers other currencies at a rate of its own unless it is asked not to. */
    @Test
    void isPaidInTheCurrencyThatWasShown() {
        var offer = onSale(
                Listing.of("Nothing converted", Provider.named("Nordkyst")).intake(9_900L, "NOK", 5));
        var order = shop.guest("converted@example.org")
                .buy(offer.id(), offer.firstIntake())
                .block();
        var session =
                shop.one("select session from payment_intent where order_id = '%s'".formatted(order), String.class);

        var page =
                stripe.call(api -> api.checkout().sessions().retrieve(session)).block();

        assertThat(page.getCurrency()).isEqualTo("nok");
        assertThat(page.getAdaptivePricing().getEnabled()).isFalse();
    }

    @Test
    void anAddressThatStripeDoesNotTakeIsNoReasonNotToSell() {
        var offer = onSale(
                Listing.of("Letters of the north", Provider.named("Nordkyst")).intake(9_900L, "EUR", 5));

        var order = shop.guest("åse.%s@example.org".formatted(offer.id()))
                .buy(offer.id(), offer.firstIntake())
                .block();

        assertThat(shop.status(order)).isIn("PAID", "FULFILLED");
        assertThat(shop.one("select email from orders where id = '%s'".formatted(order), String.class))
                .startsWith("åse.");
    }

    @Test
    void whatIsAskedForBeforeTheStartIsAcknowledgedBeforePaying() {
        var course =
                onSale(Listing.of("Advanced wind", Provider.named("Nordkyst")).intake(1_000L, "EUR", 5));
        database.run(
                "update offer set prerequisites = 'A licence to climb', refund_days = 21, refund_text = 'Half until class.' where id = $1",
                course.id());
        var browser = shop.browser();
        var buyer = shop.guest(browser, "prepared@example.org");
        buyer.add(course.id(), course.firstIntake()).block();
        var page = browser.get("/checkout").block();

        var refused = browser.post(
                        "/checkout",
                        Map.of(
                                "attempt", page.field("attempt"),
                                "currency", page.field("currency"),
                                "total", page.field("total"),
                                "name", "Amara",
                                "email", "prepared@example.org"))
                .block();

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains("A licence to climb", "tick that you have", "prepared@example.org")
                .as("what the shop does by itself, and what its institution says")
                .contains("within 21 days of buying. The institution’s terms: Half until class.");
        assertThat(shop.seatsTaken(course.firstIntake())).isZero();
        assertThat(buyer.checkOut().block()).isNotNull();
    }

    @Test
    void takesAFreePlaceWithoutAnyPayment() {
        var free = onSale(
                Listing.of("Open data for all", Provider.named("Merwestad")).intake(0L, "EUR", 10));
        var buyer = shop.guest("free@example.org");

        buyer.add(free.id(), free.firstIntake()).block();
        var order = buyer.checkOut().block();

        assertThat(shop.status(order)).isIn("PAID", "FULFILLED");
        assertThat(buyer.paymentPage(order).block().toString()).isEmpty();
        assertThat(shop.count("select count(*) from posting where order_id = '%s'".formatted(order)))
                .isZero();
        assertThat(shop.mail("free@example.org", "receipt").text()).contains("Free");
    }

    @Test
    void showsTheChangedPriceBeforeAnythingIsOrdered() {
        var offer = onSale(Listing.of("Bread", Provider.named("Allertal")).intake(10_000L, "EUR", 3));
        var browser = shop.browser();
        var buyer = shop.guest(browser, "changed@example.org");
        buyer.add(offer.id(), offer.firstIntake()).block();
        var page = browser.get("/checkout").block();

        shop.onSale(offer.nowAt(12_000));
        var refused = buyer.confirm(page).block();

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("Something has changed", "€120", "changed@example.org");
        assertThat(shop.seatsTaken(offer.firstIntake())).isZero();
        assertThat(browser.get("/basket").block().body()).contains("The price was €100 when you last looked");

        buyer.pay(
                        buyer.paymentPage(
                                        GuestBuyer.order(buyer.confirm(refused).block()))
                                .block(),
                        PAYS)
                .block();
    }

    /** Stripe would refuse the payment page, when places are held and the order is placed. */
    @Test
    void asMuchAsStripeTakesAtOnceIsOrderedAndNoMore() {
        var offer = onSale(
                Listing.of("Academy for a nation", Provider.named("Nordkyst")).intake(100_000_000L, "EUR", 3));
        var browser = shop.browser();
        var buyer = shop.guest(browser, "much@example.org");
        buyer.add(offer.id(), offer.firstIntake()).block();

        var refused = browser.get("/checkout").flatMap(buyer::confirm).block();

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body())
                .contains("More than €999,999.99 cannot be paid at once", "value=\"much@example.org\"");
        assertThat(shop.seatsTaken(offer.firstIntake())).isZero();
        assertThat(browser.get("/basket").block().body()).contains("Academy for a nation");

        shop.onSale(offer.nowAt(99_999_999));
        var order = buyer.checkOut().block();
        buyer.pay(buyer.paymentPage(order).block(), PAYS).block();
        buyer.comeBack(order).block();
        assertThat(shop.status(order)).isIn("PAID", "FULFILLED");
    }

    @Test
    void pressingTheButtonTwicePlacesOneOrder() {
        var offer = onSale(Listing.of("Sewing", Provider.named("Tallgrass")).intake(900L, "USD", 5));
        var browser = shop.browser();
        var buyer = shop.guest(browser, "twice@example.org");
        buyer.add(offer.id(), offer.firstIntake()).block();
        var page = browser.get("/checkout").block();

        var orders = buyer.confirm(page)
                .map(GuestBuyer::order)
                .zipWith(buyer.confirm(page).map(GuestBuyer::order))
                .block();

        assertThat(orders.getT1()).isEqualTo(orders.getT2());
        assertThat(shop.seatsTaken(offer.firstIntake())).isEqualTo(1);
    }

    @Test
    void pricesInTwoCurrenciesAreTwoPurchases() {
        var euros = onSale(Listing.of("Wine", Provider.named("Quinta")).intake(10_000L, "EUR", 3));
        var yen = onSale(Listing.of("Tea", Provider.named("Uji")).intake(15_000L, "JPY", 3));
        var browser = shop.browser();
        var buyer = shop.guest(browser, "currencies@example.org");
        buyer.add(euros.id(), euros.firstIntake()).block();
        buyer.add(yen.id(), yen.firstIntake()).block();

        var basket = browser.get("/basket").block().body();
        var order = browser.get("/checkout?currency=JPY")
                .flatMap(buyer::confirm)
                .map(GuestBuyer::order)
                .block();
        var page = buyer.paymentPage(order).block();
        var charged = browser.get(page.toString()).block().body();
        buyer.pay(page, PAYS).block();
        buyer.comeBack(order).block();

        assertThat(basket).contains("Your basket holds prices in 2 currencies");
        assertThat(charged).contains("¥15,000").doesNotContain("Wine");
        assertThat(shop.status(order)).isIn("PAID", "FULFILLED");
        assertThat(browser.get("/basket").block().body()).contains("Wine").doesNotContain("Tea");
    }

    @Test
    void anotherLearnersOrderDoesNotExist() {
        var offer = onSale(Listing.of("Latin", Provider.named("Derravane")).intake(100L, "EUR", 9));
        var owner = Person.learner(UUID.randomUUID(), "owner@example.org", "Owner");
        var browser = shop.signedIn(owner);
        browser.post("/basket", choice(offer)).block();
        var order = browser.get("/checkout")
                .flatMap(shop.guest(browser, "ignored@example.org")::confirm)
                .map(GuestBuyer::order)
                .block();

        assertThat(browser.get("/orders/" + order).block().status()).isEqualTo(200);
        assertThat(browser.get("/orders").block().body()).contains(order.toString());
        assertThat(shop.one("select email from orders where id = '%s'".formatted(order), String.class))
                .isEqualTo("owner@example.org");
        var other = shop.signedIn(Person.learner(UUID.randomUUID(), "other@example.org", "Other"));
        assertThat(other.get("/orders/" + order).block().status()).isEqualTo(404);
        assertThat(other.post("/orders/%s/cancellation".formatted(order), Map.of())
                        .block()
                        .status())
                .isEqualTo(404);
        assertThat(shop.browser().get("/orders/" + order).block().status()).isEqualTo(404);
        assertThat(shop.browser()
                        .get("/orders/%s/payment".formatted(order))
                        .block()
                        .status())
                .isEqualTo(404);
        assertThat(shop.browser().get("/orders/not-an-order").block().status()).isEqualTo(404);
    }

    @Test
    void aGuestsOrderOpensByTheKeyInTheReceiptOnly() {
        var offer = onSale(Listing.of("Greek", Provider.named("Derravane")).intake(100L, "EUR", 9));
        var order = shop.guest("key@example.org")
                .buy(offer.id(), offer.firstIntake())
                .block();
        var link = shop.mail("key@example.org", "receipt").text().replaceAll("(?s).*(/orders/\\S+key=\\S+).*", "$1");

        var elsewhere = shop.browser();
        assertThat(elsewhere.get("/orders/" + order).block().status()).isEqualTo(404);
        assertThat(elsewhere
                        .get("/orders/%s?key=wrong".formatted(order))
                        .block()
                        .location())
                .endsWith("/orders/" + order);
        assertThat(elsewhere.get("/orders/" + order).block().status()).isEqualTo(404);
        elsewhere.get(link).block();
        assertThat(elsewhere.get("/orders/" + order).block().status()).isEqualTo(200);
    }

    @Test
    void asksForWhatIsMissingAndKeepsWhatWasTyped() {
        var offer = onSale(Listing.of("Irish", Provider.named("Derravane")).intake(100L, "EUR", 9));
        var browser = shop.browser();
        shop.guest(browser, "x").add(offer.id(), offer.firstIntake()).block();

        var answer = browser.get("/checkout")
                .flatMap(shop.guest(browser, "not an address")::confirm)
                .block();

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains("Enter an e-mail address, such as", "value=\"not an address\"", "value=\"Amara Okafor\"");
    }

    private static Map<String, String> choice(Listing listing) {
        return Map.of(
                "offering",
                listing.id().toString(),
                "intake",
                listing.firstIntake().toString());
    }
}
