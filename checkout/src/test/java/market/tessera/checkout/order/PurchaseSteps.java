package market.tessera.checkout.order;

import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Shop;
import market.tessera.sandbox.buyer.GuestBuyer;
import org.springframework.beans.factory.annotation.Autowired;

@CheckoutTest
abstract class PurchaseSteps {
    static final String PAYS = GuestBuyer.CARD_THAT_PAYS;

    @Autowired
    Shop shop;

    Listing onSale(Listing listing) {
        shop.onSale(listing);
        return listing;
    }
}
