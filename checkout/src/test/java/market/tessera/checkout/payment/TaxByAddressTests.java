package market.tessera.checkout.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Employer;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Payees;
import market.tessera.checkout.Shop;
import market.tessera.checkout.Surroundings;
import market.tessera.checkout.reconciliation.Reconcile;
import market.tessera.sandbox.buyer.Browser;
import market.tessera.sandbox.buyer.GuestBuyer;
import market.tessera.sandbox.stripe.Webhooks.Faults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Stripe Tax: what a line's tax is, is known once its buyer has paid. */
@CheckoutTest
class TaxByAddressTests {
    @Autowired
    private Shop shop;

    @Autowired
    private Payees payees;

    @Autowired
    private Reconcile reconcile;

    @AfterEach
    void webhooksArrive() {
        Surroundings.STRIPE.webhooks().faults(Faults.NONE);
    }

    @Test
    void aTaxThatIsAddedIsThatOfTheBuyersCountry() {
        var seller = seller("ADDED");
        var first = offered(seller, 10_000);
        var second = offered(seller, 3_333);
        var browser = shop.browser();
        var buyer = shop.guest(browser, "by-address@example.org");
        buyer.add(first.id(), first.firstIntake()).block();
        buyer.add(second.id(), second.firstIntake()).block();
        assertThat(browser.get("/checkout").block().body()).contains("VAT 25 %", "€166.66", "before you pay");

        var order = pays(buyer, "DE");

        assertThat(lines(order)).isEqualTo("3966 633, 11900 1900");
        assertThat(shop.count("select amount from orders where id = '%s'".formatted(order)))
                .isEqualTo(15_866);
        assertThat(booked(order)).isEqualTo("COMMISSION -1333, PROVIDER -12000, STRIPE 15866, TAX -2533");
        assertThat(shop.count("select sum(share) from transfer where order_id = '%s'".formatted(order)))
                .as("the seller's account is liable, so its tax goes there")
                .isEqualTo(14_533);
        assertThat(browser.get("/orders/" + order).block().body()).contains("VAT 19 %", "€158.66");
        assertThat(invoice(browser, order)).contains("€133.33", "VAT 19 %", "€25.33", "€158.66");
        assertThat(browser.get("/orders/%s/documents/receipt".formatted(order))
                        .block()
                        .body())
                .contains("€25.33", "€158.66");
        assertThat(differences(order)).isZero();

        for (var line : List.of(first, second)) {
            var id = shop.one(
                    "select id from order_line where order_id = '%s' and offer = '%s'".formatted(order, line.id()),
                    UUID.class);
            browser.post("/orders/%s/refund".formatted(order), Map.of("line", id.toString()))
                    .block();
        }
        shop.await(
                "select sum(amount) from refund where order_id = '%s' and status = 'SUCCEEDED'".formatted(order),
                15_866L);
        assertThat(booked(order)).isEmpty();
    }

    @Test
    void anOrderOfMoreLinesThanASessionIsExpandedWithIsTaxedWhole() {
        var seller = seller("ADDED");
        var buyer = shop.guest("many-courses@example.org");
        for (var course = 1; course <= 12; course++) {
            var listing = offered(seller, 1_000L * course);
            buyer.add(listing.id(), listing.firstIntake()).block();
        }

        var order = pays(buyer, "FR");

        assertThat(shop.count("select count(*) from order_line where order_id = '%s' and tax_amount * 6 = price_amount"
                        .formatted(order)))
                .isEqualTo(12);
        assertThat(shop.count("select amount from orders where id = '%s'".formatted(order)))
                .isEqualTo(93_600);
        assertThat(differences(order)).isZero();
    }

    @Test
    void aSellerWhoseTaxIsNotSetUpAtStripeSellsUnderItsOwnRule() {
        var seller = seller("ADDED");
        var listing = offered(seller, 10_000);
        Surroundings.STRIPE
                .connect()
                .leaveTaxUnset(shop.one(
                        "select stripe_id from payout_account where provider = '%s'".formatted(seller.id()),
                        String.class));
        var buyer = shop.guest("not-set-up@example.org");
        buyer.add(listing.id(), listing.firstIntake()).block();

        var order = pays(buyer, "DE");

        assertThat(lines(order)).isEqualTo("12500 2500");
        assertThat(shop.count("select count(*) from payment_intent where order_id = '%s' and taxed_for is null"
                        .formatted(order)))
                .isEqualTo(1);
        assertThat(booked(order)).isEqualTo("COMMISSION -1000, PROVIDER -9000, STRIPE 12500, TAX -2500");
        assertThat(differences(order)).isZero();
    }

    @Test
    void aTaxThatIsIncludedChangesNoPriceAndPlacesOfOneKindShareIt() {
        var seller = seller("INCLUDED");
        var listing = offered(seller, 3_333);
        var employer = new Employer(shop);
        employer.puts(listing, 3);
        var order = pays(shop.guest(employer.browser(), employer.person().email()), "FR");

        assertThat(lines(order)).isEqualTo("3333 555, 3333 556, 3333 556");
        assertThat(booked(order)).isEqualTo("COMMISSION -834, PROVIDER -7498, STRIPE 9999, TAX -1667");
        assertThat(invoice(employer.browser(), order)).contains("VAT 20 %", "€16.67", "€99.99");
        assertThat(differences(order)).isZero();
    }

    @Test
    void whereNoTaxIsCollectedTheDocumentsSayWhy() {
        var listing = offered(seller("ADDED"), 10_000);
        var browser = shop.browser();
        var buyer = shop.guest(browser, "abroad@example.org");
        buyer.add(listing.id(), listing.firstIntake()).block();

        var order = pays(buyer, "CH");

        assertThat(lines(order)).isEqualTo("10000 0");
        assertThat(booked(order)).isEqualTo("COMMISSION -1000, PROVIDER -9000, STRIPE 10000");
        assertThat(invoice(browser, order))
                .contains("not registered for tax where the buyer is")
                .doesNotContain("VAT");
    }

    @Test
    void ordersOfSeveralSellersAndOfThoseWhoDoNotWantItKeepTheirOwnRules() {
        var seller = seller("ADDED");
        var own = offered(seller, 10_000);
        var others = offered(Provider.named("Nordkyst"), 5_000);
        var mixed = shop.guest("mixed@example.org");
        mixed.add(own.id(), own.firstIntake()).block();
        mixed.add(others.id(), others.firstIntake()).block();
        var withoutAccount = new Provider(UUID.randomUUID(), "No account");
        var listing = offered(withoutAccount, 10_000);
        states(withoutAccount, "ADDED", true);
        var unpaid = shop.guest("no-account@example.org");
        unpaid.add(listing.id(), listing.firstIntake()).block();

        assertThat(lines(pays(mixed, "DE"))).isEqualTo("5000 , 12500 2500");
        assertThat(lines(pays(unpaid, "DE"))).isEqualTo("12500 2500");
    }

    @Test
    void newsInAnyOrderOrLostAndLateMoneySettleTheSameTax() {
        var listing = offered(seller("ADDED"), 10_000);
        Surroundings.STRIPE.webhooks().faults(Faults.LOST);
        var lost = shop.guest("tax-lost@example.org");
        lost.add(listing.id(), listing.firstIntake()).block();
        var order = lost.checkOut().block();
        var page = Objects.requireNonNull(lost.paymentPage(order).block());
        lost.pay(page, GuestBuyer.CARD_THAT_PAYS, "US").block();
        lost.comeBack(order).then(lost.comeBack(order)).block();
        assertThat(lines(order)).isEqualTo("10888 888");

        Surroundings.STRIPE.webhooks().faults(Faults.NONE);
        var slow = shop.guest("tax-slow@example.org");
        slow.add(listing.id(), listing.firstIntake()).block();
        var debited = slow.checkOut().block();
        slow.allowDebit(Objects.requireNonNull(slow.paymentPage(debited).block()), GuestBuyer.IBAN_THAT_PAYS)
                .block();
        slow.comeBack(debited).block();
        Surroundings.STRIPE.bank().settleDebits();
        shop.await("select status from orders where id = '%s'".formatted(debited), "FULFILLED");
        assertThat(lines(debited)).isEqualTo("11900 1900");
        assertThat(differences(order) + differences(debited)).isZero();
    }

    private UUID pays(GuestBuyer buyer, String country) {
        var order = Objects.requireNonNull(buyer.checkOut().block());
        var page = Objects.requireNonNull(buyer.paymentPage(order).block());
        buyer.pay(page, GuestBuyer.CARD_THAT_PAYS, country).block();
        buyer.comeBack(order).block();
        shop.await("select status from orders where id = '%s'".formatted(order), "FULFILLED");
        return order;
    }

    private Provider seller(String treatment) {
        var provider = new Provider(UUID.randomUUID(), "Taxed College");
        offered(provider, 1_000);
        payees.canBePaid(provider);
        states(provider, treatment, true);
        return provider;
    }

    private Listing offered(Provider provider, long price) {
        var listing = Listing.of("Taxed by address", provider).intake(price, "EUR", null);
        shop.onSale(listing);
        return listing;
    }

    private void states(Provider provider, String treatment, boolean byStripe) {
        var finance = shop.signedIn(Payees.finance(provider.id()));
        var form = new HashMap<>(Map.of(
                "legalName", "Taxed College Ltd",
                "address", "1 High Street, Leeds",
                "country", "GB",
                "treatment", treatment,
                "name", "VAT",
                "rate", "25"));
        if (byStripe) {
            form.put("byStripe", "true");
        }
        var place = "/checkout/desk/sellers/" + provider.id();
        assertThat(finance.post(place, form).block().location()).endsWith("done=kept");
        assertThat(finance.get(place).block().body()).containsPattern("name=\"byStripe\"[^>]*checked");
    }

    /** Price and tax of each. */
    private String lines(UUID order) {
        return shop.one(
                "select string_agg(price_amount || ' ' || coalesce(tax_amount::text, ''), ', ' order by price_amount, tax_amount) from order_line where order_id = '%s'"
                        .formatted(order),
                String.class);
    }

    private String booked(UUID order) {
        return shop.one("""
                select coalesce(string_agg(account || ' ' || amount, ', ' order by account), '') from (
                  select account, sum(amount) as amount from posting where order_id = '%s' and kind <> 'FEE' group by account having sum(amount) <> 0) p
                """.formatted(order), String.class);
    }

    private String invoice(Browser browser, UUID order) {
        shop.await("select count(*) from document where order_id = '%s'".formatted(order), 1L);
        var number = shop.one("select number from document where order_id = '%s'".formatted(order), String.class);
        return browser.get("/orders/%s/documents/%s".formatted(order, number))
                .block()
                .body();
    }

    private long differences(UUID order) {
        return reconcile
                .compare(Instant.now().minus(Duration.ofHours(1)), Instant.now().plusSeconds(60))
                .block()
                .differences()
                .stream()
                .filter(difference -> order.equals(difference.order()))
                .count();
    }
}
