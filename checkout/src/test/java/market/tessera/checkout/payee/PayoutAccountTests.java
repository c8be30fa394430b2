package market.tessera.checkout.payee;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Payees;
import market.tessera.checkout.Shop;
import market.tessera.checkout.Surroundings;
import market.tessera.platform.identity.Person;
import market.tessera.sandbox.stripe.Outages.Outage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

@CheckoutTest
class PayoutAccountTests {
    private static final String ACCOUNTS = "/checkout/desk/account";

    @Autowired
    private Shop shop;

    @Autowired
    private Payees payees;

    @Autowired
    private FollowAccount follow;

    @AfterEach
    void allIsWell() {
        Surroundings.STRIPE.outages().end();
    }

    @Test
    void aProviderOpensItsAccountAndCanBePaid() {
        var provider = selling("Onboarding College");
        var finance = shop.signedIn(Payees.finance(provider.id()));

        assertThat(finance.get(ACCOUNTS).block().body()).contains("You cannot be paid yet", "Open an account");
        var opened = finance.post(ACCOUNTS + "/" + provider.id(), Map.of()).block();
        var page = payees.onboarding(finance, provider);
        finance.get(page).block();
        var pending = finance.post(page, Map.of("outcome", "pending")).block();

        assertThat(opened.location()).endsWith("/onboarding");
        assertThat(pending.location()).endsWith(provider.id() + "/return");
        assertThat(finance.get(pending.location()).block().location()).isEqualTo(ACCOUNTS);
        assertThat(finance.get(ACCOUNTS).block().body()).contains("Stripe is looking at what you have sent");

        Surroundings.STRIPE.connect().complete(payees.account(provider));
        awaitState(provider, "ACTIVE");
        assertThat(finance.get(ACCOUNTS).block().body()).contains("You are paid", "10 %");
        assertThat(told(provider)).isEqualTo("active");
        assertThat(finance.get(ACCOUNTS + "/" + provider.id() + "/onboarding")
                        .block()
                        .body())
                .as("the page for filling in would send it straight back")
                .contains("/express/", "change your bank account");
    }

    @Test
    void aUsedLinkLeadsToANewOne() {
        var provider = selling("Twice College");
        var finance = shop.signedIn(Payees.finance(provider.id()));
        finance.get(ACCOUNTS).block();
        finance.post(ACCOUNTS + "/" + provider.id(), Map.of()).block();

        var page = payees.onboarding(finance, provider);
        assertThat(finance.get(page).block().status()).isEqualTo(200);
        var again = finance.get(page).block();

        assertThat(again.location()).endsWith(provider.id() + "/onboarding");
        assertThat(finance.get(again.location()).block().body()).contains("/setup/");
    }

    @Test
    void pressingManyTimesMakesOneAccountAndALostAnswerIsFoundAgain() {
        var provider = selling("Impatient College");
        Surroundings.STRIPE.outages().fail(Outage.ANSWER_LOST, "POST /v1/accounts", 3);
        var finance = shop.signedIn(Payees.finance(provider.id()));
        finance.get(ACCOUNTS).block();

        var lost = finance.post(ACCOUNTS + "/" + provider.id(), Map.of()).block();
        Flux.range(0, 12)
                .flatMap(_ -> follow.open(provider.id(), "finance@example.org"), 12)
                .blockLast();

        assertThat(lost.status()).isEqualTo(503);
        assertThat(lost.body()).contains("Stripe cannot be reached right now");
        assertThat(Surroundings.STRIPE
                        .connect()
                        .accounts("provider", provider.id().toString()))
                .containsExactly(payees.account(provider));
        assertThat(shop.one(state(provider), String.class)).isEqualTo("STARTED");
    }

    /** Such as while the market has not said everything about itself to Stripe, which would repeat its answer for a day. */
    @Test
    void whatStripeRefusesCanBeAskedForAgainAtOnce() {
        var provider = selling("Early College");
        var finance = shop.signedIn(Payees.finance(provider.id()));
        finance.get(ACCOUNTS).block();
        Surroundings.STRIPE.outages().fail(Outage.REFUSED, "POST /v1/accounts", 1);

        var refused = finance.post(ACCOUNTS + "/" + provider.id(), Map.of()).block();
        var opened = finance.post(ACCOUNTS + "/" + provider.id(), Map.of()).block();

        assertThat(refused.status()).isEqualTo(503);
        assertThat(opened.location()).endsWith("/onboarding");
        assertThat(Surroundings.STRIPE
                        .connect()
                        .accounts("provider", provider.id().toString()))
                .containsExactly(payees.account(provider));
    }

    @Test
    void whatStripeTakesBackIsSaidInPlainWords() {
        var provider = selling("Restricted College");
        var account = payees.canBePaid(provider);

        Surroundings.STRIPE.connect().restrict(account);
        awaitState(provider, "RESTRICTED");

        var page = shop.signedIn(Payees.finance(provider.id()))
                .get(ACCOUNTS)
                .block()
                .body();
        assertThat(page).contains("Stripe asks for something more", "a document that proves what you have said");
        assertThat(told(provider)).isEqualTo("restricted");
    }

    @Test
    void anAccountIsItsProvidersOwnAffair() {
        var provider = selling("Private College");
        var page = ACCOUNTS + "/" + provider.id();
        payees.canBePaid(provider);

        for (var someone : new Person[] {Payees.finance(UUID.randomUUID()), Payees.operator()}) {
            var browser = shop.signedIn(someone);
            browser.get(ACCOUNTS).block();
            assertThat(browser.post(page, Map.of()).block().status()).isEqualTo(404);
            assertThat(browser.get(page + "/onboarding").block().status()).isEqualTo(404);
            assertThat(browser.get(page + "/return").block().status()).isEqualTo(404);
            assertThat(browser.get(ACCOUNTS).block().body()).doesNotContain("Private College");
        }
        var learner = shop.signedIn(Person.learner(UUID.randomUUID(), "mia@example.org", "Mia"));
        assertThat(learner.get(page + "/onboarding").block().location()).startsWith("/portal/sign-in");
    }

    @Test
    void theOperatorAgreesOnTermsThatCountFromThenOn() {
        var provider = new Provider(UUID.randomUUID(), "Negotiating College");
        var listing = Listing.of("Terms", provider).intake(10_001L, "EUR", null);
        shop.onSale(listing);
        var before = shop.guest("terms-before@example.org")
                .buy(listing.id(), listing.firstIntake())
                .block();

        payees.agreeOn(provider, "12,5", 0);
        payees.agreeOn(provider, "120", 0);
        payees.agreeOn(provider, "5", 400);
        var after = shop.guest("terms-after@example.org")
                .buy(listing.id(), listing.firstIntake())
                .block();

        assertThat(commission(before)).isEqualTo(1_000);
        assertThat(commission(after)).isEqualTo(1_250);
        var operator = shop.signedIn(Payees.operator());
        assertThat(operator.get("/checkout/desk/payees?find=negotiating")
                        .block()
                        .body())
                .contains("Negotiating College", "12.5", "Set by staff@example.org");
        var finance = shop.signedIn(Payees.finance(provider.id()));
        finance.get(ACCOUNTS).block();
        assertThat(finance.post("/checkout/desk/payees/" + provider.id(), Map.of("commission", "0", "holdback", "0"))
                        .block()
                        .status())
                .isEqualTo(403);
        assertThat(finance.get("/checkout/desk/payees").block().status()).isEqualTo(403);
    }

    private Provider selling(String name) {
        var provider = new Provider(UUID.randomUUID(), name);
        shop.onSale(Listing.of("Something", provider).intake(1_000L, "EUR", null));
        return provider;
    }

    private long commission(UUID order) {
        return shop.count(
                "select -sum(amount) from posting where account = 'COMMISSION' and order_id = '%s'".formatted(order));
    }

    private String told(Provider provider) {
        return shop.one(
                "select data->>'state' from event_log where type = 'payout-account.updated' and subject = '%s' order by version desc limit 1"
                        .formatted(provider.id()),
                String.class);
    }

    private void awaitState(Provider provider, String state) {
        shop.await(state(provider), state);
    }

    private static String state(Provider provider) {
        return "select state from payout_account where provider = '%s'".formatted(provider.id());
    }
}
