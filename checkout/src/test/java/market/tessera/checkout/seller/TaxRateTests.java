package market.tessera.checkout.seller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Payees;
import market.tessera.checkout.Shop;
import market.tessera.sandbox.buyer.Browser;
import market.tessera.sandbox.buyer.Browser.Answer;
import market.tessera.sandbox.buyer.GuestBuyer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

/** Some of what a seller sells, and buyers of some countries, taxed otherwise than the rest. */
@CheckoutTest
class TaxRateTests {
    @Autowired
    private Shop shop;

    private Provider seller;

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

    @Test
    void eachOfferingIsTaxedByItsKindAndAllOfItAddsUp() {
        var usual = offered("Wind power", 11_900);
        var book = offered("A handbook", 10_700);
        var exempt = offered("Exempt course", 5_000);
        added(Map.of("kind", "Books", "treatment", "INCLUDED", "name", "VAT", "rate", "7"));
        added(Map.of("kind", "Education", "treatment", "EXEMPT", "reason", "§ 4 Nr. 21 UStG"));
        sorted("A handbook", "Books");
        sorted(shop.one("select slug from offer where id = '%s'".formatted(exempt.id()), String.class), "Education");
        assertThat(finance().get(rates()).block().body())
                .contains("VAT 7 %, included", "None: § 4 Nr. 21 UStG", "A handbook");
        var browser = shop.browser();
        var buyer = shop.guest(browser, "kinds@example.org");
        for (var listing : Set.of(usual, book, exempt)) {
            buyer.add(listing.id(), listing.firstIntake()).block();
        }

        assertThat(browser.get("/basket").block().body())
                .contains("Includes VAT 19 %: €19", "Includes VAT 7 %: €7", "No tax is due: § 4 Nr. 21 UStG", "€276")
                .doesNotContain("Where do you live?");
        var order = pays(buyer);

        assertThat(shop.one(
                        "select string_agg(price_amount || ' ' || tax_treatment || ' ' || tax_amount, ', ' order by price_amount) from order_line where order_id = '%s'"
                                .formatted(order),
                        String.class))
                .isEqualTo("5000 EXEMPT 0, 10700 INCLUDED 700, 11900 INCLUDED 1900");
        assertThat(booked(order)).isEqualTo("COMMISSION -2500, PROVIDER -22500, STRIPE 27600, TAX -2600");
        assertThat(invoice(browser, order))
                .contains("VAT 19 %", "€19", "VAT 7 %", "€7", "No tax is due: § 4 Nr. 21 UStG");

        var line = shop.one(
                "select id from order_line where order_id = '%s' and offer = '%s'".formatted(order, book.id()),
                UUID.class);
        ends("Books");
        browser.post("/orders/%s/refund".formatted(order), Map.of("line", line.toString()))
                .block();
        shop.await("select amount from refund where order_id = '%s'".formatted(order), 10_700L);
        assertThat(booked(order))
                .as("given back as it was sold, though the rate has ended")
                .contains("TAX -1900");
    }

    @Test
    void theBuyersCountryDecidesOnceItIsAskedForAndTheOrderKeepsIt() {
        var listing = offered("Abroad", 10_000);
        added(Map.of("country", "CH", "treatment", "ADDED", "name", "MWST", "rate", "8.1"));
        added(Map.of("country", "NO", "treatment", "EXEMPT", "reason", "Export"));
        var browser = shop.browser();
        var buyer = shop.guest(browser, "abroad-rates@example.org");
        buyer.add(listing.id(), listing.firstIntake()).block();
        assertThat(browser.get("/basket").block().body()).contains("Where do you live?", "Includes VAT 19 %");

        var page = browser.get("/checkout").block();
        var unsaid = buyer.confirm(page).block();
        assertThat(unsaid.status()).isEqualTo(422);
        assertThat(unsaid.body())
                .contains("Choose the country: taxes depend on it")
                .doesNotContain("worked out from your address");
        browser.post("/basket/country", Map.of("country", "CH")).block();
        assertThat(browser.get("/basket").block().body()).contains("MWST 8.1 % added", "€8.10", "€108.10");
        browser.post("/basket/country", Map.of("country", "<script>")).block();
        assertThat(browser.get("/basket").block().body()).contains("Includes VAT 19 %");
        browser.post("/basket/country", Map.of("country", "NO")).block();
        assertThat(browser.get("/checkout").block().body())
                .contains("No tax is due: Export", "selected=\"selected\">Norway");
        browser.post("/basket/country", Map.of("country", "CH")).block();
        var order = pays(buyer);

        assertThat(shop.one("select country from orders where id = '%s'".formatted(order), String.class))
                .isEqualTo("CH");
        assertThat(booked(order)).isEqualTo("COMMISSION -1000, PROVIDER -9000, STRIPE 10810, TAX -810");
        assertThat(invoice(browser, order)).contains("MWST 8.1 %", "€8.10", "€108.10");
    }

    @Test
    void whatSaysMostCountsAndOnlyFromItsDay() {
        var book = offered("Only book", 10_000);
        var today = LocalDate.now(ZoneOffset.UTC);
        added(Map.of("country", "FR", "treatment", "INCLUDED", "name", "TVA", "rate", "20"));
        assertThat(shown(book, "FR")).contains("TVA 20 %");
        assertThat(shown(book, "DE")).contains("VAT 19 %");
        added(Map.of("kind", "Books", "treatment", "INCLUDED", "name", "VAT", "rate", "7"));
        sorted("Only book", "Books");
        assertThat(shown(book, "FR")).as("the kind before the country").contains("VAT 7 %");
        added(Map.of("kind", "Books", "country", "FR", "treatment", "INCLUDED", "name", "TVA", "rate", "5.5"));
        assertThat(shown(book, "FR")).as("both before one of them").contains("TVA 5.5 %");
        added(Map.of(
                "kind",
                "Books",
                "country",
                "FR",
                "treatment",
                "INCLUDED",
                "name",
                "TVA",
                "rate",
                "6",
                "validFrom",
                today.plusDays(1).toString()));
        assertThat(shown(book, "FR")).as("not yet").contains("TVA 5.5 %");
        added(Map.of("kind", "Books", "country", "FR", "treatment", "INCLUDED", "name", "TVA", "rate", "2.1"));
        assertThat(shown(book, "FR")).as("in place of the one for the same").contains("TVA 2.1 %");
        assertThat(shop.count("select count(*) from tax_rate where ended_at is null and provider = '%s'"
                        .formatted(seller.id())))
                .isEqualTo(4);

        finance()
                .post(rates() + "/offerings/%s/removal".formatted(book.id()), Map.of())
                .block();
        assertThat(shown(book, "FR")).contains("TVA 20 %");
    }

    @Test
    void whatIsWrongIsSaidAndWhatWasTypedStays() {
        offered("Same title", 1_000);
        offered("Same title", 1_000);
        var finance = finance();
        var wrong = finance.post(
                        rates(),
                        form(Map.of("treatment", "ADDED", "rate", "190", "country", "XX", "validFrom", "never")))
                .block();
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body())
                .contains(
                        "Give the rate as a number",
                        "Name the tax",
                        "Choose a country",
                        "the day from which it counts",
                        "value=\"190\"");
        assertThat(finance.post(rates(), form(Map.of("treatment", "EXEMPT", "reason", "All of it")))
                        .block()
                        .body())
                .contains("Name what is sold, or choose a country");
        added(Map.of("kind", "Books", "treatment", "INCLUDED", "name", "VAT", "rate", "7"));
        var sort = rates() + "/offerings";
        assertThat(finance.post(sort, Map.of("offering", "No such thing", "kind", "Books"))
                        .block()
                        .body())
                .contains("You have no offering of that title or address", "value=\"No such thing\"");
        assertThat(finance.post(sort, Map.of("offering", "Same title", "kind", "Books"))
                        .block()
                        .body())
                .contains("Several of your offerings have that title");
        assertThat(finance.post(sort, Map.of("offering", "Same title", "kind", "Cars"))
                        .block()
                        .status())
                .isEqualTo(422);
    }

    @Test
    void whoPressesSeveralTimesReplacesARowOnce() {
        added(Map.of("kind", "Books", "treatment", "INCLUDED", "name", "VAT", "rate", "19"));
        var finance = finance();
        var again = form(Map.of("kind", "Books", "treatment", "INCLUDED", "name", "VAT", "rate", "7"));

        var answers = Flux.range(0, 4)
                .flatMap(_ -> finance.post(rates(), again))
                .map(Answer::location)
                .collectList()
                .block();

        assertThat(answers).allSatisfy(location -> assertThat(location).endsWith("done=added"));
        assertThat(shop.count("select count(*) from tax_rate where provider = '%s' and ended_at is null"
                        .formatted(seller.id())))
                .isEqualTo(1);
    }

    @Test
    void nobodyElseChangesAnInstitutionsRates() {
        var listing = offered("Mine", 1_000);
        added(Map.of("kind", "Books", "treatment", "INCLUDED", "name", "VAT", "rate", "7"));
        var rate = shop.one("select id from tax_rate where provider = '%s'".formatted(seller.id()), Long.class);
        var stranger = UUID.randomUUID();
        shop.onSale(Listing.of("Theirs", new Provider(stranger, "Stranger")).intake(1_000L, "EUR", null));

        for (var other : Set.of(shop.signedIn(Payees.finance(stranger)), shop.signedIn(Payees.operator()))) {
            assertThat(other.get(rates()).block().status()).isEqualTo(404);
            for (var path : Set.of(
                    rates(),
                    rates() + "/%d/end".formatted(rate),
                    rates() + "/offerings",
                    rates() + "/offerings/%s/removal".formatted(listing.id()))) {
                assertThat(other.post(path, form(Map.of("kind", "Books", "treatment", "EXEMPT", "reason", "Mine")))
                                .block()
                                .status())
                        .isEqualTo(404);
            }
        }
        var own = shop.signedIn(Payees.finance(stranger));
        var theirs = "/checkout/desk/sellers/%s/rates".formatted(stranger);
        assertThat(own.post(theirs + "/%d/end".formatted(rate), Map.of())
                        .block()
                        .location())
                .endsWith("done=not-ended");
        own.post(theirs, form(Map.of("kind", "Books", "treatment", "EXEMPT", "reason", "Ours")))
                .block();
        assertThat(own.post(theirs + "/offerings", Map.of("offering", "Mine", "kind", "Books"))
                        .block()
                        .body())
                .contains("You have no offering of that title");
        assertThat(shop.count(
                        "select count(*) from offer where id = '%s' and tax_kind is not null".formatted(listing.id())))
                .isZero();
    }

    private String shown(Listing listing, String country) {
        var browser = shop.browser();
        shop.guest(browser, "shown@example.org")
                .add(listing.id(), listing.firstIntake())
                .block();
        browser.post("/basket/country", Map.of("country", country)).block();
        return browser.get("/basket").block().body();
    }

    private UUID pays(GuestBuyer buyer) {
        var order = buyer.checkOut().block();
        buyer.pay(buyer.paymentPage(order).block(), GuestBuyer.CARD_THAT_PAYS).block();
        buyer.comeBack(order).block();
        return order;
    }

    private Listing offered(String title, long price) {
        var listing = Listing.of(title, seller).intake(price, "EUR", null);
        shop.onSale(listing);
        return listing;
    }

    private void added(Map<String, String> rate) {
        assertThat(finance().post(rates(), form(rate)).block().location()).endsWith("done=added");
    }

    private static Map<String, String> form(Map<String, String> some) {
        var form = new HashMap<String, String>();
        form.put("validFrom", LocalDate.now(ZoneOffset.UTC).toString());
        form.putAll(some);
        return form;
    }

    private void sorted(String offering, String kind) {
        assertThat(finance()
                        .post(rates() + "/offerings", Map.of("offering", offering, "kind", kind))
                        .block()
                        .location())
                .endsWith("done=sorted");
    }

    private void ends(String kind) {
        var rate = shop.one(
                "select id from tax_rate where provider = '%s' and kind = '%s'".formatted(seller.id(), kind),
                Long.class);
        assertThat(finance()
                        .post(rates() + "/%d/end".formatted(rate), Map.of())
                        .block()
                        .location())
                .endsWith("done=ended");
    }

    private Browser finance() {
        return shop.signedIn(Payees.finance(seller.id()));
    }

    private String rates() {
        return "/checkout/desk/sellers/%s/rates".formatted(seller.id());
    }

    private String booked(UUID order) {
        return shop.one(
                "select string_agg(account || ' ' || amount, ', ' order by account) from (select account, sum(amount) as amount from posting where order_id = '%s' and kind <> 'FEE' group by account having sum(amount) <> 0) p"
                        .formatted(order),
                String.class);
    }

    private String invoice(Browser browser, UUID order) {
        shop.await("select count(*) from document where order_id = '%s'".formatted(order), 1L);
        var number = shop.one("select number from document where order_id = '%s'".formatted(order), String.class);
        return browser.get("/orders/%s/documents/%s".formatted(order, number))
                .block()
                .body();
    }
}
