package market.tessera.checkout.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Employer;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Payees;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Shop;
import market.tessera.checkout.StatementCounter;
import market.tessera.checkout.Surroundings;
import market.tessera.sandbox.buyer.Browser;
import market.tessera.sandbox.buyer.GuestBuyer;
import market.tessera.sandbox.stripe.Webhooks.Faults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * What buying, and looking at what was bought, asks of the database and of Stripe, request by request: neither more, nor more for more places. What
 * requests do together is not counted here, but where it is done.
 */
@CheckoutTest
class StatementBudgetTests {
    private static final int PLACES = 6;

    private static final Map<String, Integer> AS_BUYER = Map.of(
            "/orders", 2,
            "/orders/organisation", 2,
            ".", 3,
            "./refund", 5,
            "./documents", 3,
            "./documents/receipt", 3,
            "./documents/receipt.pdf", 3,
            "/learning", 10);

    private static final Map<String, Integer> AS_OPERATOR = Map.ofEntries(
            Map.entry("/checkout/desk", 2),
            Map.entry(".", 10),
            Map.entry("./documents", 2),
            Map.entry("/checkout/desk/documents", 2),
            Map.entry("/checkout/desk/documents.csv", 1),
            Map.entry("/checkout/desk/ledger", 2),
            Map.entry("/checkout/desk/ledger.csv", 1),
            Map.entry("/checkout/desk/books", 6),
            Map.entry("/checkout/desk/bank", 5),
            Map.entry("/checkout/desk/debts", 3),
            Map.entry("/checkout/desk/payees", 2),
            Map.entry("/checkout/desk/promotions", 3));

    private static final Map<String, Integer> AS_FINANCE = Map.ofEntries(
            Map.entry("/checkout/desk", 2),
            Map.entry(".", 10),
            Map.entry("/checkout/desk/documents", 2),
            Map.entry("/checkout/desk/statement", 4),
            Map.entry("/checkout/desk/statement.csv", 1),
            Map.entry("/checkout/desk/account", 3),
            Map.entry("/checkout/desk/terms", 3),
            Map.entry("/checkout/desk/promotions", 3));

    @Autowired
    private Shop shop;

    @Autowired
    private StatementCounter statements;

    @AfterEach
    void webhooksArrive() {
        Surroundings.STRIPE.webhooks().faults(Faults.NONE);
    }

    @Test
    void eachStepOfBuyingKeepsToItsBudget() {
        Surroundings.STRIPE.webhooks().faults(Faults.LOST);
        var listings = onSale();
        var browser = shop.browser();
        var buyer = shop.guest(browser, "budget@example.org");
        var askedBeforehand = asked();

        listings.forEach(
                listing -> buyer.add(listing.id(), listing.firstIntake()).block());
        browser.get("/basket").block();
        var order = Objects.requireNonNull(buyer.checkOut().block());
        var askedByThen = asked();
        var page = Objects.requireNonNull(buyer.paymentPage(order).block());
        var askedForThePage = asked() - askedByThen;
        buyer.pay(page, GuestBuyer.CARD_THAT_PAYS).block();
        var askedBefore = asked();
        buyer.comeBack(order).block();
        var askedOnTheWayBack = asked() - askedBefore;
        buyer.look(order).block();

        assertThat(askedByThen - askedBeforehand)
                .as("Stripe is not asked before someone pays")
                .isZero();
        assertThat(askedForThePage).isEqualTo(1);
        assertThat(askedOnTheWayBack).isEqualTo(1);
        var place = "/orders/" + order;
        within(3, "POST /basket");
        within(4, "GET /basket");
        within(1, "GET /checkout");
        within(1, "POST /checkout");
        within(3, "GET " + place + "/payment");
        within(3, "GET " + place + "/return");
        within(3, "GET " + place);
    }

    @Test
    void theWebhookKeepsToItsBudget() {
        Surroundings.STRIPE.webhooks().faults(Faults.LOST);
        var buyer = shop.guest("budget-webhook@example.org");
        var listings = onSale();
        listings.forEach(
                listing -> buyer.add(listing.id(), listing.firstIntake()).block());
        var order = Objects.requireNonNull(buyer.checkOut().block());
        buyer.paymentPage(order)
                .flatMap(page -> buyer.pay(page, GuestBuyer.CARD_THAT_PAYS))
                .block();
        var session =
                shop.one("select session from payment_intent where order_id = '%s'".formatted(order), String.class);
        var askedBefore = asked();

        Surroundings.STRIPE.webhooks().repeat(session).block();

        assertThat(shop.status(order)).isIn("PAID", "FULFILLED");
        assertThat(asked() - askedBefore).as("the event says enough").isZero();
        assertThat(statements.of("POST /webhooks/stripe"))
                .as("statements of its own: what settles is done together")
                .isLessThanOrEqualTo(2);
    }

    @Test
    void eachPageAfterTheSaleKeepsToItsBudget() {
        var listings = onSale();
        var person = Purchases.learner("Thrifty " + UUID.randomUUID());
        var browser = shop.signedIn(person);
        var buyer = shop.guest(browser, person.email());
        listings.forEach(
                listing -> buyer.add(listing.id(), listing.firstIntake()).block());
        var order = Objects.requireNonNull(buyer.checkOut().block());
        buyer.paymentPage(order)
                .flatMap(page -> buyer.pay(page, GuestBuyer.CARD_THAT_PAYS))
                .then(buyer.comeBack(order))
                .block();
        shop.await("select status from orders where id = '%s'".formatted(order), "FULFILLED");
        shop.await("select count(*) from document where order_id = '%s'".formatted(order), (long) PLACES);
        var place = "/orders/" + order;
        var file = "/checkout/desk/orders/" + order;
        var askedBefore = asked();

        Surroundings.STRIPE.webhooks().faults(Faults.LOST);
        reads(browser, AS_BUYER, place);
        reads(shop.signedIn(Payees.operator()), AS_OPERATOR, file);
        var provider = listings.getFirst().provider().id();
        reads(shop.signedIn(Payees.finance(provider)), AS_FINANCE, file);
        reads(
                shop.signedIn(Payees.finance(provider)),
                Map.of(".", 2, "./rates", 4),
                "/checkout/desk/sellers/" + provider);
        var refunds = Surroundings.STRIPE.calls("refunds");
        browser.post(place + "/refund/wishes", Map.of("note", "I am ill", "line", lastLine(order)))
                .block();
        within(4, "POST " + place + "/refund/wishes");
        var line = shop.one(
                "select id from order_line where order_id = '%s' order by position limit 1".formatted(order),
                UUID.class);
        browser.post(place + "/refund", Map.of("line", line.toString())).block();

        assertThat(asked() - askedBefore).as("pages ask Stripe nothing").isZero();
        assertThat(Surroundings.STRIPE.calls("refunds") - refunds).isEqualTo(1);
        within(23, "POST " + place + "/refund");
    }

    /** A list of many is handed out like one of one. */
    @Test
    void handingPlacesOutKeepsToItsBudget() {
        var listing = Listing.of("Handed out", Provider.named("College")).intake(1_000L, "EUR", 20);
        shop.onSale(listing);
        var employer = new Employer(shop);
        employer.puts(listing, 12);
        employer.pays();
        var intake = employer.path() + "/intakes/" + listing.firstIntake();

        employer.page();
        within(7, "GET " + employer.path());
        employer.invites(
                listing,
                IntStream.range(0, 10)
                        .mapToObj("person-%d@corp.example"::formatted)
                        .collect(Collectors.joining("\n")));
        within(9, "POST " + intake + "/invitations");
        employer.codes(listing, 2);
        within(3, "POST " + intake + "/codes");
        var code = "/orders/codes/"
                + shop.one(
                        "select code from organisation_code where intake = '%s'".formatted(listing.firstIntake()),
                        String.class);
        shop.signedIn(Purchases.learner("Coded " + listing.id()))
                .post(code, Map.of())
                .block();
        within(10, "POST " + code);
    }

    private String lastLine(UUID order) {
        return shop.one(
                        "select id from order_line where order_id = '%s' order by position desc limit 1"
                                .formatted(order),
                        UUID.class)
                .toString();
    }

    private List<Listing> onSale() {
        var listings = IntStream.range(0, PLACES)
                .mapToObj(number -> Listing.of("Budget " + number, Provider.named("College " + number))
                        .intake(1_000L + number, "EUR", 5))
                .toList();
        listings.forEach(shop::onSale);
        return listings;
    }

    /** @param budgets by page; those that begin with a dot belong to the order's own */
    private void reads(Browser browser, Map<String, Integer> budgets, String own) {
        budgets.forEach((page, budget) -> {
            var path = page.startsWith(".") ? own + page.substring(1) : page;
            assertThat(Objects.requireNonNull(browser.get(path).block()).status())
                    .as(path)
                    .isEqualTo(200);
            within(budget, "GET " + path);
        });
    }

    /** For whatever buyers could need; refunds, accounts and shares of other tests may be on their way meanwhile. */
    private static long asked() {
        return Surroundings.STRIPE.calls("checkout", "payment_intents", "charges");
    }

    private void within(int budget, String request) {
        assertThat(statements.of(request)).as("statements of " + request).isBetween(1, budget);
    }
}
