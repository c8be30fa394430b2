package market.tessera.checkout.seller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.Listing;
import market.tessera.sandbox.buyer.Browser;
import market.tessera.sandbox.buyer.GuestBuyer;
import org.junit.jupiter.api.Test;

/** Some of what a seller sells, and buyers of some countries, taxed otherwise than the rest. */
class TaxRateTests extends SellerOfSeveralKinds {
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
