package market.tessera.checkout.stripe;

import org.springframework.stereotype.Component;

/** Where people look at things, and do things, at Stripe itself. */
@Component
public class StripeDashboard {
    private static final String SITE = "https://dashboard.stripe.com/";

    private final String account;

    StripeDashboard(StripeProperties properties) {
        this.account = SITE + (properties.secretKey().matches("[a-z]+_test_.*") ? "test/" : "");
    }

    /** The page on which it is answered. */
    public String dispute(String id) {
        return account + "disputes/" + id;
    }
}
