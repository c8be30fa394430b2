package market.tessera.checkout.seller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Shop;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.Person.Kind;
import market.tessera.sandbox.buyer.Browser;
import market.tessera.sandbox.buyer.GuestBuyer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a seller states of its taxes, from its form to every place where money is shown or booked. */
@CheckoutTest
class TaxTests {
    private static final Map<String, String> SELLER = Map.of(
            "legalName",
            "Nordkyst University College SF",
            "address",
            "Havneveien 1\nBodø",
            "country",
            "NO",
            "taxId",
            "NO 923 609 016 MVA");

    @Autowired
    private Shop shop;

    @Test
    void anAddedTaxIsShownChargedBookedPaidOnAndGivenBack() {
        var listing = onSale(10_000L);
        states(listing, Map.of("treatment", "ADDED", "name", "VAT", "rate", "25"));
        var browser = shop.browser();
        var buyer = shop.guest(browser, "added@example.org");
        buyer.add(listing.id(), listing.firstIntake()).block();

        assertThat(browser.get("/basket").block().body()).contains("VAT 25 % added", "€25", "€125");
        assertThat(browser.get("/checkout").block().body()).contains("VAT 25 % added", "Pay €125");
        var order = buyer.checkOut().block();
        var page = buyer.paymentPage(order).block();
        assertThat(browser.get(page.toString()).block().body()).contains("€125", "with VAT 25 %");
        buyer.pay(page, GuestBuyer.CARD_THAT_PAYS).block();
        buyer.comeBack(order).block();

        assertThat(account(order, "STRIPE")).isEqualTo(12_500);
        assertThat(account(order, "TAX")).isEqualTo(-2_500);
        assertThat(account(order, "COMMISSION")).isEqualTo(-1_000);
        assertThat(account(order, "PROVIDER")).isEqualTo(-9_000);
        assertThat(shop.count("select share from transfer where order_id = '%s'".formatted(order)))
                .isEqualTo(11_500);
        assertThat(shop.mail("added@example.org", "receipt").text()).contains("VAT 25 % added", "€125");
        assertThat(invoice(browser, order))
                .contains(
                        "Nordkyst University College SF",
                        "Bodø",
                        "Tax id NO923609016MVA",
                        "Without tax",
                        "€100",
                        "VAT 25 %",
                        "€25",
                        "€125");
        assertThat(finance(listing, "finance")
                        .get("/checkout/desk/statement.csv")
                        .block()
                        .body())
                .contains("sale,EUR,125.00,10.00,25.00,90.00,0.00");

        var line = shop.one("select id from order_line where order_id = '%s'".formatted(order), UUID.class);
        browser.post("/orders/%s/refund".formatted(order), Map.of("line", line.toString()))
                .block();
        shop.await("select amount from refund where order_id = '%s'".formatted(order), 12_500L);
        for (var account : Set.of("TAX", "PROVIDER", "COMMISSION")) {
            assertThat(account(order, account)).as(account).isZero();
        }
    }

    @Test
    void anIncludedTaxChangesNoPrice() {
        var listing = onSale(11_900L);
        states(listing, Map.of("treatment", "INCLUDED", "name", "MwSt", "rate", "19,0"));
        var browser = shop.browser();
        var order = shop.guest(browser, "included@example.org")
                .buy(listing.id(), listing.firstIntake())
                .block();

        assertThat(browser.get("/orders/" + order).block().body()).contains("Includes MwSt 19 %: €19", "€119");
        assertThat(account(order, "TAX")).isEqualTo(-1_900);
        assertThat(account(order, "COMMISSION")).isEqualTo(-1_000);
        assertThat(invoice(browser, order)).contains("Without tax", "€100", "MwSt 19 %", "€19", "€119");
    }

    @Test
    void anExemptionStatesItsReasonAndSilenceStatesNothing() {
        var exempt = onSale(5_000L);
        states(exempt, Map.of("treatment", "EXEMPT", "reason", "§ 4 Nr. 21 UStG"));
        var silent = onSale(5_000L);
        var browser = shop.browser();
        var order = shop.guest(browser, "exempt@example.org")
                .buy(exempt.id(), exempt.firstIntake())
                .block();
        var other = shop.browser();
        var unstated = shop.guest(other, "silent@example.org")
                .buy(silent.id(), silent.firstIntake())
                .block();

        assertThat(invoice(browser, order))
                .contains("No tax is due: § 4 Nr. 21 UStG")
                .doesNotContain("Without tax");
        assertThat(invoice(other, unstated))
                .contains("Taxes are included where they are due")
                .doesNotContain("Without tax", "No tax is due", " 0 %");
        assertThat(shop.count("select count(*) from order_line where order_id = '%s' and tax_amount is null"
                        .formatted(unstated)))
                .isEqualTo(1);
        assertThat(finance(silent, "finance")
                        .get("/checkout/desk/documents.csv")
                        .block()
                        .body()
                        .stripTrailing())
                .endsWith("EUR,50.00,");
        assertThat(finance(exempt, "finance")
                        .get("/checkout/desk/documents.csv")
                        .block()
                        .body()
                        .stripTrailing())
                .endsWith("EUR,50.00,0.00");
    }

    @Test
    void whatTheMarketPaysForABuyerIsTaxedWithTheSale() {
        var listing = onSale(11_900L);
        states(listing, Map.of("treatment", "INCLUDED", "name", "VAT", "rate", "19"));
        var operator = shop.signedIn(staff("operator"));
        operator.get("/checkout/desk/promotions").block();
        operator.post("/checkout/desk/promotions", Map.of("code", "TAXED-10", "value", "10", "unit", "%"))
                .block();
        var browser = shop.browser();
        var buyer = shop.guest(browser, "borne@example.org");
        buyer.add(listing.id(), listing.firstIntake())
                .then(browser.post("/basket/promotion", Map.of("code", "TAXED-10")))
                .block();
        var order = buyer.checkOut().block();
        buyer.pay(buyer.paymentPage(order).block(), GuestBuyer.CARD_THAT_PAYS).block();
        buyer.comeBack(order).block();

        assertThat(account(order, "STRIPE")).isEqualTo(10_710);
        assertThat(account(order, "TAX")).isEqualTo(-1_900);
        assertThat(account(order, "PROVIDER")).isEqualTo(-9_000);
        assertThat(account(order, "PROMOTION")).isEqualTo(1_190);
        assertThat(invoice(browser, order))
                .contains("Without tax", "€100", "€19", "Paid by Tessera", "−€11.90", "€107.10");
    }

    @Test
    void aChangeBeforePayingIsShownAndOneAfterwardsChangesNoInvoice() {
        var listing = onSale(10_000L);
        var browser = shop.browser();
        var buyer = shop.guest(browser, "changing@example.org");
        buyer.add(listing.id(), listing.firstIntake()).block();
        var page = browser.get("/checkout").block();

        states(listing, Map.of("treatment", "ADDED", "name", "VAT", "rate", "25"));
        var refused = buyer.confirm(page).block();
        var order = GuestBuyer.order(buyer.confirm(refused).block());
        states(listing, Map.of("treatment", "EXEMPT", "reason", "Education"));
        buyer.pay(buyer.paymentPage(order).block(), GuestBuyer.CARD_THAT_PAYS).block();
        buyer.comeBack(order).block();

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("€125");
        assertThat(invoice(browser, order)).contains("VAT 25 %").doesNotContain("No tax is due");
    }

    @Test
    void whatIsWrongIsSaidAndWhatWasTypedStays() {
        var listing = onSale(1_000L);
        var finance = finance(listing, "finance");

        var answer = finance.post(
                        form(listing),
                        with(Map.of(
                                "treatment",
                                "ADDED",
                                "rate",
                                "190",
                                "taxId",
                                "DE1",
                                "country",
                                "XX",
                                "legalName",
                                "My <b>name</b>")))
                .block();

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains(
                        "Give the rate as a number",
                        "Name the tax",
                        "does not look like a tax id",
                        "Choose a country",
                        "value=\"190\"",
                        "My &lt;b&gt;name&lt;/b&gt;");
        assertThat(shop.count("select count(*) from tax_setting where provider = '%s'"
                        .formatted(listing.provider().id())))
                .isZero();
    }

    @Test
    void nobodyElseStatesAnInstitutionsTaxes() {
        var listing = onSale(1_000L);
        var stranger = shop.signedIn(staff(UUID.randomUUID() + ":finance"));
        var operator = shop.signedIn(staff("operator"));

        assertThat(finance(listing, "finance").get(form(listing)).block().status())
                .isEqualTo(200);
        assertThat(finance(listing, "finance")
                        .get("/checkout/desk/sellers")
                        .block()
                        .location())
                .endsWith(form(listing));
        for (var other : Set.of(stranger, operator)) {
            assertThat(other.get(form(listing)).block().status()).isEqualTo(404);
            assertThat(other.post(form(listing), with(Map.of("treatment", "UNSTATED")))
                            .block()
                            .status())
                    .isEqualTo(404);
        }
        assertThat(finance(listing, "author").get(form(listing)).block().status())
                .isEqualTo(403);
        assertThat(shop.browser().get(form(listing)).block().location()).startsWith("/portal/sign-in");
    }

    private Listing onSale(long price) {
        var listing = Listing.of("Taxed", Provider.named("Nordkyst")).intake(price, "EUR", null);
        shop.onSale(listing);
        return listing;
    }

    private void states(Listing listing, Map<String, String> tax) {
        var kept =
                finance(listing, "administrator").post(form(listing), with(tax)).block();
        assertThat(kept.location()).endsWith("?done=kept");
    }

    private static Map<String, String> with(Map<String, String> more) {
        var form = new HashMap<>(SELLER);
        form.putAll(more);
        return form;
    }

    private static String form(Listing listing) {
        return "/checkout/desk/sellers/" + listing.provider().id();
    }

    private String invoice(Browser browser, UUID order) {
        shop.await("select count(*) from document where order_id = '%s'".formatted(order), 1L);
        var number = shop.one("select number from document where order_id = '%s'".formatted(order), String.class);
        return browser.get("/orders/%s/documents/%s".formatted(order, number))
                .block()
                .body();
    }

    private Browser finance(Listing listing, String role) {
        return shop.signedIn(staff(listing.provider().id() + ":" + role));
    }

    private static Person staff(String grant) {
        return new Person(UUID.randomUUID(), Kind.STAFF, "finance@nordkyst.example", "Maren Holt", Set.of(grant));
    }

    private long account(UUID order, String account) {
        return shop.count("select coalesce(sum(amount), 0) from posting where order_id = '%s' and account = '%s'"
                .formatted(order, account));
    }
}
