package market.tessera.checkout.seller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Payees;
import market.tessera.checkout.Shop;
import market.tessera.sandbox.buyer.Browser;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A seller with a general rate of tax, and kinds of offerings. */
@CheckoutTest
abstract class SellerOfSeveralKinds {
    @Autowired
    Shop shop;

    Provider seller;

    @BeforeEach
    void aSellerWithAGeneralRate() {
        seller = Provider.named("Rates College " + UUID.randomUUID());
        offered("First", 1_000);
        var kept = finance()
                .post(
                        "/checkout/desk/sellers/" + seller.id(),
                        Map.of(
                                "legalName", "Rates College",
                                "address", "Street 1",
                                "country", "DE",
                                "treatment", "INCLUDED",
                                "name", "VAT",
                                "rate", "19"))
                .block();
        assertThat(kept.location()).endsWith("?done=kept");
    }

    Listing offered(String title, long price) {
        var listing = Listing.of(title, seller).intake(price, "EUR", null);
        shop.onSale(listing);
        return listing;
    }

    void added(Map<String, String> rate) {
        assertThat(finance().post(rates(), form(rate)).block().location()).endsWith("done=added");
    }

    static Map<String, String> form(Map<String, String> some) {
        var form = new HashMap<String, String>();
        form.put("validFrom", LocalDate.now(ZoneOffset.UTC).toString());
        form.putAll(some);
        return form;
    }

    Browser finance() {
        return shop.signedIn(Payees.finance(seller.id()));
    }

    String rates() {
        return "/checkout/desk/sellers/%s/rates".formatted(seller.id());
    }
}
