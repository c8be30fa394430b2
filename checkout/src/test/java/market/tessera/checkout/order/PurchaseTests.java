package market.tessera.checkout.order;

import static org.assertj.core.api.Assertions.assertThat;

import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Shop;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CheckoutTest
class PurchaseTests {
    @Autowired
    private Shop shop;

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
        var page = buyer.paymentPage(order).block();
        var paid = buyer.pay(page, "4242424242424242").block();
        buyer.comeBack(order).block();

        assertThat(paid.location()).endsWith("/orders/" + order + "/return");
        assertThat(shop.status(order)).isIn("PAID", "FULFILLED");
        assertThat(shop.seatsTaken(wind.firstIntake())).isEqualTo(1);
        assertThat(shop.count("select count(*) from basket_line")).isZero();
        assertThat(buyer.look(order).block().body())
                .contains("Offshore wind", "Infection control", "Nordkyst", "€510.05");
        assertThat(shop.mail("two@example.org", "receipt").text()).contains("Offshore wind", "€510.05");
    }

    private Listing onSale(Listing listing) {
        shop.onSale(listing);
        return listing;
    }
}
