package market.tessera.checkout;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.Listing.Provider;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.Person.Kind;
import market.tessera.sandbox.buyer.Browser;
import org.springframework.boot.test.context.TestComponent;

/** Providers who are to be paid, with the people who see to it. */
@TestComponent
public class Payees {
    private static final String ACCOUNTS = "/checkout/desk/account";

    private final Shop shop;

    Payees(Shop shop) {
        this.shop = shop;
    }

    public static Person finance(UUID provider) {
        return staff(provider + ":finance");
    }

    public static Person operator() {
        return staff("operator");
    }

    private static Person staff(String grant) {
        return new Person(UUID.randomUUID(), Kind.STAFF, "staff@example.org", "Noor Staff", Set.of(grant));
    }

    /** Opens an account, fills it in, and comes back; emits its name at Stripe. */
    public String canBePaid(Provider provider) {
        var finance = shop.signedIn(finance(provider.id()));
        finance.get(ACCOUNTS).block();
        finance.post(ACCOUNTS + "/" + provider.id(), Map.of()).block();
        var page = onboarding(finance, provider);
        finance.get(page).block();
        finance.get(finance.post(page, Map.of("outcome", "complete")).block().location())
                .block();
        shop.await("select state from payout_account where provider = '%s'".formatted(provider.id()), "ACTIVE");
        return account(provider);
    }

    /** A page of Stripe's that can be opened once. */
    public String onboarding(Browser finance, Provider provider) {
        return finance.get("%s/%s/onboarding".formatted(ACCOUNTS, provider.id()))
                .block()
                .first("href=\"([^\"]*/setup/[^\"]*)\"");
    }

    public String account(Provider provider) {
        return shop.one(
                "select stripe_id from payout_account where provider = '%s'".formatted(provider.id()), String.class);
    }

    /** @param commission in percent */
    public void agreeOn(Provider provider, String commission, int holdbackDays) {
        var operator = shop.signedIn(operator());
        operator.get("/checkout/desk/payees").block();
        operator.post(
                        "/checkout/desk/payees/" + provider.id(),
                        Map.of("commission", commission, "holdback", Integer.toString(holdbackDays)))
                .block();
    }
}
