package market.tessera.checkout.desk;

import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Shop;
import market.tessera.checkout.Surroundings;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.Person.Kind;
import market.tessera.sandbox.buyer.Browser;
import market.tessera.sandbox.stripe.Webhooks.Faults;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;

/** Orders that people at the desk look at. */
@CheckoutTest
abstract class DeskVisits {
    static final Person OPERATOR = staff("operator");

    @Autowired
    Shop shop;

    @AfterEach
    void allIsWell() {
        Surroundings.STRIPE.webhooks().faults(Faults.NONE);
    }

    record Bought(Shop shop, Browser browser, UUID order, Listing first, Listing second) {
        String page() {
            return "/checkout/desk/orders/" + order;
        }

        UUID line(Listing listing) {
            return shop.one(
                    "select id from order_line where order_id = '%s' and offer = '%s'".formatted(order, listing.id()),
                    UUID.class);
        }
    }

    Bought bought(String email) {
        var first = Listing.of("Offshore wind", Provider.named("Nordkyst")).intake(39_000L, "EUR", 5);
        var second = Listing.of("Infection control", Provider.named("Allertal")).intake(12_005L, "EUR", 5);
        shop.onSale(first);
        shop.onSale(second);
        var browser = shop.browser();
        var buyer = shop.guest(browser, email);
        buyer.add(first.id(), first.firstIntake()).block();
        var order = buyer.buy(second.id(), second.firstIntake()).block();
        return new Bought(shop, browser, order, first, second);
    }

    static Person staff(String grant) {
        return new Person(UUID.randomUUID(), Kind.STAFF, "staff@example.org", "Ingrid Solberg", Set.of(grant));
    }
}
