package market.tessera.checkout.organisation;

import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Shop;
import org.springframework.beans.factory.annotation.Autowired;

@CheckoutTest
abstract class BuyingOrganisations {
    @Autowired
    Shop shop;

    @Autowired
    Purchases database;

    Listing listed(String title, int seats) {
        var listing = Listing.of(title, Provider.named("Nordkyst")).intake(1_000L, "EUR", seats);
        shop.onSale(listing);
        return listing;
    }
}
