package market.tessera.checkout.campaign;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Shop;
import market.tessera.platform.identity.Person;
import market.tessera.sandbox.buyer.Browser;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** Providers whose offerings are sold for less with a code. */
@CheckoutTest
abstract class PromotionCodes {
    static final String PROMOTIONS = "/checkout/desk/promotions";

    @Autowired
    Shop shop;

    @Autowired
    DatabaseClient database;

    Listing selling(String name, long price) {
        var listing = Listing.of(name, new Provider(UUID.randomUUID(), name)).intake(price, "EUR", null);
        shop.onSale(listing);
        return listing;
    }

    static String code() {
        return "CODE-" + UUID.randomUUID().toString().substring(0, 12).toUpperCase(Locale.ROOT);
    }

    /** Where it leads; the page where the form is wrong; the status where that is a refusal. */
    String make(
            Person person,
            String code,
            @Nullable Provider provider,
            String value,
            String unit,
            Map<String, String> more) {
        var form = new HashMap<>(more);
        form.put("code", code);
        form.put("provider", provider == null ? "" : provider.id().toString());
        form.put("value", value);
        form.put("unit", unit);
        return post(person, PROMOTIONS, form);
    }

    String post(Person person, String path, Map<String, String> form) {
        var browser = shop.signedIn(person);
        browser.get(PROMOTIONS).block();
        var answer = browser.post(path, form).block();
        return switch (answer.status()) {
            case 303 -> answer.location();
            case 422 -> answer.body();
            default -> Integer.toString(answer.status());
        };
    }

    String page(Person person) {
        return shop.signedIn(person).get(PROMOTIONS).block().body();
    }

    static String use(Browser browser, String code) {
        browser.get("/basket").block();
        return browser.post("/basket/promotion", Map.of("code", code)).block().location();
    }
}
