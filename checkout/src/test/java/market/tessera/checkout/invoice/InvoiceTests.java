package market.tessera.checkout.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
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
import reactor.core.publisher.Mono;

@CheckoutTest
class InvoiceTests {
    private static final Person OPERATOR = staff("operator");

    @Autowired
    private Shop shop;

    @Test
    void eachSellerInvoicesItsOwnLinesToTheCompanyThatWasNamed() {
        var bought = bought(
                "invoice@example.org",
                Map.of("company", "Bauhaus Łódź & Söhne", "address", "Rynek 1\nŁódź", "taxId", "pl 123 456 78 90"));

        var wind = bought.browser().get(bought.document(bought.first())).block();
        var list = bought.browser().get(bought.documents()).block().body();

        assertThat(list).contains(bought.number(bought.first()), bought.number(bought.second()), "Receipt T-");
        assertThat(wind.status()).isEqualTo(200);
        assertThat(wind.body())
                .contains(
                        "Offshore wind",
                        "Nordkyst",
                        "€390",
                        "Bauhaus Łódź &amp; Söhne",
                        "Rynek 1",
                        "Tax id PL1234567890",
                        "Edition 1.")
                .doesNotContain("Infection control", "€120.05");
        assertThat(bought.browser().get(bought.documents() + "/receipt").block().body())
                .contains("Bauhaus Łódź &amp; Söhne", "Rynek 1", "Tax id PL1234567890");
        assertThat(bought.browser().get("/orders/" + bought.order()).block().body())
                .contains(bought.documents());
    }

    @Test
    void aCreditNoteTakesBackWhatWasGivenBack() {
        var bought = bought("credit@example.org", Map.of());
        var line = shop.one(
                "select id from order_line where order_id = '%s' and intake = '%s'"
                        .formatted(bought.order(), bought.first().firstIntake()),
                UUID.class);

        bought.browser()
                .post("/orders/%s/refund".formatted(bought.order()), Map.of("line", line.toString()))
                .block();
        shop.await(
                "select count(*) from document where order_id = '%s' and kind = 'CREDIT_NOTE'"
                        .formatted(bought.order()),
                1L);

        var number = shop.one(
                "select number from document where order_id = '%s' and kind = 'CREDIT_NOTE'".formatted(bought.order()),
                String.class);
        assertThat(bought.browser()
                        .get(bought.documents() + "/" + number)
                        .block()
                        .body())
                .contains("Credit note " + number, bought.number(bought.first()), "€390")
                .doesNotContain("Infection control");
        assertThat(bought.browser().get(bought.documents() + "/receipt").block().body())
                .contains("€510.05", "−€390", "€120.05");
    }

    @Test
    void noOneElseSeesADocument() {
        var bought = bought("private@example.org", Map.of());
        var own = shop.signedIn(staff(bought.first().provider().id() + ":finance"));
        var author = shop.signedIn(staff(bought.first().provider().id() + ":author"));
        var other = shop.signedIn(staff(bought.second().provider().id() + ":finance"));
        var stranger = shop.signedIn(staff(UUID.randomUUID() + ":finance"));
        var number = bought.number(bought.first());
        var desk = "/checkout/desk/orders/%s/documents/%s".formatted(bought.order(), number);

        for (var address : List.of(
                bought.documents(),
                bought.documents() + "/receipt",
                bought.documents() + "/receipt.pdf",
                bought.document(bought.first()),
                bought.document(bought.first()) + ".pdf")) {
            assertThat(shop.browser().get(address).block().status()).as(address).isEqualTo(404);
            assertThat(shop.signedIn(Person.learner(UUID.randomUUID(), "other@example.org", "Other"))
                            .get(address)
                            .block()
                            .status())
                    .as(address)
                    .isEqualTo(404);
            assertThat(bought.browser().get(address).block().status())
                    .as(address)
                    .isEqualTo(200);
        }
        for (var address : List.of(desk, desk + ".pdf")) {
            assertThat(status(own, address)).as(address).isEqualTo(200);
            assertThat(status(shop.signedIn(OPERATOR), address)).isEqualTo(200);
            assertThat(status(other, address))
                    .as("another seller of the same order")
                    .isEqualTo(404);
            assertThat(status(stranger, address)).isEqualTo(404);
            assertThat(status(author, address)).isEqualTo(403);
        }
        assertThat(other.get("/checkout/desk/orders/%s/documents".formatted(bought.order()))
                        .block()
                        .body())
                .contains(bought.number(bought.second()))
                .doesNotContain(number);
        assertThat(stranger.get("/checkout/desk/documents.csv").block().body().lines())
                .hasSize(1);
        assertThat(bought.browser()
                        .get(bought.documents() + "/S1-2026-000001")
                        .block()
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aSellerHasItsMonthAsAPageAndAsAFile() {
        var bought = bought("month@example.org", Map.of("company", "=Formula"));
        var number = bought.number(bought.first());
        var own = shop.signedIn(staff(bought.first().provider().id() + ":finance"));

        assertThat(own.get("/checkout/desk/documents").block().body())
                .contains(number, "=Formula", "€390")
                .doesNotContain(bought.number(bought.second()));
        assertThat(own.get("/checkout/desk/documents.csv")
                        .block()
                        .body()
                        .lines()
                        .toList())
                .hasSize(2)
                .last()
                .asString()
                .contains("invoice," + number, "'=Formula", "EUR,390.00");
        assertThat(own.get("/checkout/desk/documents?month=2001-01").block().body())
                .contains("Nothing was issued");
        assertThat(shop.signedIn(OPERATOR)
                        .get("/checkout/desk/documents")
                        .block()
                        .body())
                .contains(number, bought.number(bought.second()));
    }

    @Test
    void whatIsTypedForTheInvoiceIsCheckedAndKept() {
        var listing = Listing.of("Wrong tax id", Provider.named("Nordkyst")).intake(100L, "EUR", 3);
        shop.onSale(listing);
        var browser = shop.browser();
        shop.guest(browser, "tax@example.org")
                .add(listing.id(), listing.firstIntake())
                .block();
        var page = browser.get("/checkout").block();

        var answer = browser.post(
                        "/checkout",
                        confirmed(page, "tax@example.org", Map.of("company", "Werk GmbH", "taxId", "DE12")))
                .block();

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains(
                        "does not look like a tax id",
                        "value=\"DE12\"",
                        "value=\"Werk GmbH\"",
                        "<details class=\"stack stack--s\" open");
        assertThat(browser.post("/checkout", confirmed(answer, "tax@example.org;", Map.of()))
                        .block()
                        .body())
                .as("the payment company would not take that address")
                .contains("Enter an e-mail address", "value=\"tax@example.org;\"");
    }

    @Test
    void aPlaceThatCostNothingHasAReceiptAndNoInvoice() {
        var free =
                Listing.of("Free and documented", Provider.named("Merwestad")).intake(0L, "EUR", 3);
        shop.onSale(free);
        var browser = shop.browser();
        var buyer = shop.guest(browser, "free-document@example.org");
        buyer.add(free.id(), free.firstIntake()).block();
        var order = buyer.checkOut().block();

        assertThat(browser.get("/orders/%s/documents".formatted(order)).block().body())
                .contains("There is no invoice", "Receipt T-");
        assertThat(shop.count("select count(*) from document_due where order_id = '%s'".formatted(order)))
                .isZero();
    }

    private static int status(Browser browser, String address) {
        return browser.get(address).block().status();
    }

    private Bought bought(String email, Map<String, String> billing) {
        var first = Listing.of("Offshore wind", Provider.named("Nordkyst")).intake(39_000L, "EUR", 3);
        var second = Listing.of("Infection control", Provider.named("Strathbrannoch"))
                .intake(12_005L, "EUR", 3);
        shop.onSale(first);
        shop.onSale(second);
        var browser = shop.browser();
        var buyer = shop.guest(browser, email);
        buyer.add(first.id(), first.firstIntake())
                .then(buyer.add(second.id(), second.firstIntake()))
                .block();
        var order = browser.get("/checkout")
                .flatMap(page -> browser.post("/checkout", confirmed(page, email, billing)))
                .map(GuestBuyer::order)
                .flatMap(placed -> buyer.paymentPage(placed)
                        .flatMap(page -> buyer.pay(page, GuestBuyer.CARD_THAT_PAYS))
                        .then(Mono.defer(() -> buyer.comeBack(placed)))
                        .thenReturn(placed))
                .block();
        shop.await("select count(*) from document where order_id = '%s'".formatted(order), 2L);
        return new Bought(shop, browser, order, first, second);
    }

    private static Map<String, String> confirmed(Browser.Answer page, String email, Map<String, String> billing) {
        var form = new HashMap<>(billing);
        for (var field : List.of("attempt", "currency", "total")) {
            form.put(field, page.field(field));
        }
        form.put("name", "Amara Okafor");
        form.put("email", email);
        return form;
    }

    private static Person staff(String grant) {
        return new Person(UUID.randomUUID(), Kind.STAFF, "finance@nordkyst.example", "Maren Holt", Set.of(grant));
    }

    private record Bought(Shop shop, Browser browser, UUID order, Listing first, Listing second) {
        String documents() {
            return "/orders/%s/documents".formatted(order);
        }

        String number(Listing listing) {
            return shop.one(
                    "select number from document where order_id = '%s' and seller = '%s' and kind = 'INVOICE'"
                            .formatted(order, listing.provider().id()),
                    String.class);
        }

        String document(Listing listing) {
            return documents() + "/" + number(listing);
        }
    }
}
