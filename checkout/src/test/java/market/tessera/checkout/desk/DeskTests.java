package market.tessera.checkout.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Shop;
import market.tessera.checkout.Surroundings;
import market.tessera.checkout.TestTool;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.Person.Kind;
import market.tessera.sandbox.buyer.Browser;
import market.tessera.sandbox.stripe.Webhooks.Faults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;

@CheckoutTest
class DeskTests {
    private static final Person OPERATOR = staff("operator");

    @Autowired
    private Shop shop;

    @Autowired
    private Purchases purchases;

    @Autowired
    private AlertOperator alert;

    @Autowired
    private DeskHealth health;

    @AfterEach
    void allIsWell() {
        Surroundings.STRIPE.webhooks().faults(Faults.NONE);
    }

    @Test
    void onlyStaffWhoHandleMoneyGetToTheDesk() {
        var learner = Person.learner(UUID.randomUUID(), "mia@example.org", "Mia Berg");
        var author = staff(UUID.randomUUID() + ":author");

        assertThat(shop.browser().get("/checkout/desk").block().location()).startsWith("/portal/sign-in?return=");
        assertThat(shop.signedIn(learner).get("/checkout/desk").block().location())
                .startsWith("/portal/sign-in");
        assertThat(shop.signedIn(author).get("/checkout/desk").block().status()).isEqualTo(403);
        assertThat(shop.signedIn(OPERATOR).get("/checkout/desk").block().status())
                .isEqualTo(200);
    }

    @Test
    void anOrderIsFoundByWhatPeopleBring() {
        var bought = bought("find-me@example.org");
        var desk = shop.signedIn(OPERATOR);
        var number = shop.one("select number from orders where id = '%s'".formatted(bought.order()), String.class);
        var reference = shop.one(
                "select reference from payment_intent where order_id = '%s'".formatted(bought.order()), String.class);

        for (var question : Set.of(number.toLowerCase(java.util.Locale.ROOT), "Find-Me@example.org", reference)) {
            assertThat(desk.get("/checkout/desk?find=" + question).block().body())
                    .as(question)
                    .contains(number);
        }
        assertThat(desk.get("/checkout/desk?find=T-00000-00000").block().body()).contains("No order found");
    }

    @Test
    void theOrdersPageTellsEverythingThatHasHappened() {
        var bought = bought("history@example.org");
        shop.await("select status from orders where id = '%s'".formatted(bought.order()), "FULFILLED");
        shop.mail("history@example.org", "receipt");
        shop.await("select count(*) from document where order_id = '%s'".formatted(bought.order()), 2L);

        var page = shop.signedIn(OPERATOR).get(bought.page()).block().body();

        assertThat(page)
                .contains(
                        "Order placed",
                        "checkout.session.completed",
                        "Booked: sale",
                        "Invoice issued",
                        "Enrollment confirmed",
                        "Fulfilled",
                        "receipt-" + bought.order());
    }

    @Test
    void aProviderSeesAndRefundsItsOwnLinesOnly() {
        var bought = bought("two-providers@example.org");
        var finance = shop.signedIn(staff(bought.first().provider().id() + ":finance"));
        var stranger = shop.signedIn(staff(UUID.randomUUID() + ":finance"));

        var page = finance.get(bought.page()).block().body();
        finance.post(
                        bought.page() + "/refund",
                        Map.of("line", bought.line(bought.second()).toString(), "places", "end", "seen", "0"))
                .block();

        assertThat(page)
                .contains(bought.first().title())
                .doesNotContain(bought.second().title(), "Ask Stripe now");
        assertThat(shop.count("select count(*) from refund where order_id = '%s'".formatted(bought.order())))
                .as("another provider's line is not its to refund")
                .isZero();
        assertThat(stranger.get(bought.page()).block().status()).isEqualTo(404);
        assertThat(stranger.get("/checkout/desk").block().body()).doesNotContain("two-providers@example.org");
        assertThat(stranger.post(
                                bought.page() + "/refund",
                                Map.of("line", bought.line(bought.first()).toString(), "places", "end", "seen", "0"))
                        .block()
                        .status())
                .isEqualTo(404);
        assertThat(finance.post(bought.page() + "/settlement", Map.of()).block().status())
                .isEqualTo(403);

        var done = finance.post(
                        bought.page() + "/refund",
                        Map.of(
                                "line",
                                bought.line(bought.first()).toString(),
                                "places",
                                "end",
                                "seen",
                                "0",
                                "reason",
                                "CANCELLED_BY_PROVIDER"))
                .block();

        assertThat(finance.get(done.location()).block().body()).contains("the money is on its way", "-R1");
        shop.await(
                "select count(*) from refund where order_id = '%s' and requester = 'PROVIDER' and amount = 39000"
                        .formatted(bought.order()),
                1L);
    }

    @Test
    void aProvidersStatementSaysWhatItHasEarned() {
        var bought = bought("statement@example.org");
        var provider = bought.first().provider().id();
        var finance = shop.signedIn(staff(provider + ":finance"));
        finance.post(
                        bought.page() + "/refund",
                        Map.of("line", bought.line(bought.first()).toString(), "places", "end", "seen", "0"))
                .block();
        var again = shop.guest("statement-again@example.org");
        again.buy(bought.first().id(), bought.first().firstIntake()).block();
        shop.await(
                "select count(*) from posting where provider = '%s' and kind in ('SALE', 'REFUND')".formatted(provider),
                3L);

        var page = finance.get("/checkout/desk/statement").block().body();
        var csv = finance.get("/checkout/desk/statement.csv").block().body();
        var elsewhere = shop.signedIn(staff(UUID.randomUUID() + ":finance"));

        assertThat(page).contains("Offshore wind", "€351", "given back").doesNotContain("Infection control");
        assertThat(csv.lines().skip(1).map(line -> line.replaceAll(".*Offshore wind,", "")))
                .containsExactlyInAnyOrder(
                        "sale,EUR,390.00,39.00,0.00,351.00,0.00",
                        "refund,EUR,-390.00,-39.00,0.00,-351.00,0.00",
                        "sale,EUR,390.00,39.00,0.00,351.00,0.00");
        assertThat(elsewhere.get("/checkout/desk/statement.csv").block().body().lines())
                .hasSize(1);
        assertThat(finance.get("/checkout/desk/statement?month=2001-01").block().body())
                .contains("Nothing moved in this month");
        assertThat(page.replaceAll("\\s+", " "))
                .contains("<dt>Your share of sales</dt> <dd>€702</dd>", "<dt>Taken back</dt> <dd>€351</dd>")
                .contains("less what was given back: €39");
        for (var never : Set.of("%2B999999999-12", "%2B300000-01", "-000001-01")) {
            assertThat(finance.get("/checkout/desk/statement?month=" + never)
                            .block()
                            .body())
                    .as("%s is shown as this month", never)
                    .contains("€702");
        }
    }

    @Test
    void aProviderDoesNotLearnWhatOthersHaveSoldInTheSameOrder() {
        var bought = bought("apart@example.org");
        var lines = bought.line(bought.first()) + "," + bought.line(bought.second());
        shop.signedIn(OPERATOR)
                .post(bought.page() + "/refund", Map.of("line", lines, "places", "end", "seen", "0"))
                .block();
        shop.await("select status from refund where order_id = '%s'".formatted(bought.order()), "SUCCEEDED");

        assertThat(shop.signedIn(OPERATOR).get(bought.page()).block().body()).contains("€510.05");
        assertThat(shop.signedIn(staff(bought.first().provider().id() + ":finance"))
                        .get(bought.page())
                        .block()
                        .body())
                .contains("Order placed", "-R1", "€390")
                .doesNotContain("€510.05", "€120.05");
    }

    @Test
    void theOperatorSeesHowEachAccountOfTheLedgerStands() {
        bought("ledger-month@example.org");
        var desk = shop.signedIn(OPERATOR);

        assertThat(desk.get("/checkout/desk/ledger").block().body())
                .contains("Ledger of", "Euro", "at Stripe", "the market’s commission", "In the month");
        assertThat(desk.get("/checkout/desk/ledger.csv").block().body())
                .contains("account,kind,currency,amount", "STRIPE,SALE,EUR,", "PROVIDER,SALE,EUR,-");
        assertThat(desk.get("/checkout/desk/ledger?month=2001-01").block().body())
                .contains("appear here as they are booked");
        for (var address : Set.of("/checkout/desk/ledger", "/checkout/desk/ledger.csv")) {
            assertThat(shop.signedIn(staff(UUID.randomUUID() + ":finance"))
                            .get(address)
                            .block()
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void aLostWebhookIsMadeUpForAtTheDesk() {
        Surroundings.STRIPE.webhooks().faults(Faults.LOST);
        var listing = Listing.of("Lost", Provider.named("Nordkyst")).intake(1_000L, "EUR", 3);
        shop.onSale(listing);
        var buyer = shop.guest("lost-webhook@example.org");
        buyer.add(listing.id(), listing.firstIntake()).block();
        var order = buyer.checkOut().block();
        buyer.pay(buyer.paymentPage(order).block(), "4242 4242 4242 4242").block();
        var desk = shop.signedIn(OPERATOR);

        var pressed = desk.post("/checkout/desk/orders/%s/settlement".formatted(order), Map.of())
                .block();
        desk.post("/checkout/desk/orders/%s/settlement".formatted(order), Map.of())
                .block();

        assertThat(pressed.status()).isEqualTo(303);
        assertThat(shop.status(order)).isIn("PAID", "FULFILLED");
        assertThat(shop.count("select count(*) from enrollment where order_id = '%s'".formatted(order)))
                .isEqualTo(1);
    }

    @Test
    void whatIsStuckIsListedToldOnceAndSetGoingAgain() {
        var course = purchases.course("Taught on a dead server");
        try (var tool = TestTool.registered(purchases, course)) {
            tool.goAway();
            var bought = purchases.buys(Purchases.learner("Amara Okafor"), course);
            purchases.awaitGivenUp(bought);
            var desk = shop.signedIn(OPERATOR);
            var number = shop.one("select number from orders where id = '%s'".formatted(bought.order()), String.class);
            var page = "/checkout/desk/orders/" + bought.order();

            assertThat(desk.get("/checkout/desk?list=given-up").block().body()).contains(number);
            assertThat(desk.get(page).block().body()).contains("Handoff failed", "Handoff given up", "Hand over now");
            alert.look().block();
            alert.look().block();
            assertThat(shop.mail(Surroundings.OPERATOR, "Handoff given up").text())
                    .contains(number);
            assertThat(shop.count("select count(*) from desk_alert where order_id = '%s'".formatted(bought.order())))
                    .isEqualTo(1);
            assertThat(health.health().block().getStatus()).isEqualTo(Status.UP);
            assertThat((Long) health.health().block().getDetails().get("given-up"))
                    .isPositive();

            tool.comeBack();
            desk.post(page + "/handoffs/" + bought.enrollment(), Map.of()).block();

            purchases.awaitState(bought, "CONFIRMED");
            assertThat(desk.get("/checkout/desk?list=given-up").block().body()).doesNotContain(number);
            assertThat(desk.post(page + "/handoffs/" + bought.enrollment(), Map.of())
                            .block()
                            .location())
                    .endsWith("done=nothing-to-hand-over");
        }
    }

    @Test
    void theOperatorIsToldOfABuyerWhomAnInstitutionLeavesWithoutAnAnswer() {
        var bought = bought("unanswered@example.org");
        var number = shop.one("select number from orders where id = '%s'".formatted(bought.order()), String.class);
        purchases.run(
                "insert into refund_wish (id, order_id, line, words, wished_at, state) values (gen_random_uuid(), $1, $2, 'I am ill', now() - interval '4 days', 'OPEN')",
                bought.order(),
                bought.line(bought.first()));
        var finance = shop.signedIn(staff(bought.first().provider().id() + ":finance"));

        alert.look().block();

        assertThat(shop.mail(Surroundings.OPERATOR, "Refund request unanswered").text())
                .contains(number, "three days");
        assertThat(shop.signedIn(OPERATOR)
                        .get("/checkout/desk?list=unanswered")
                        .block()
                        .body())
                .contains(number);
        assertThat(finance.get("/checkout/desk?list=unanswered").block().body())
                .as("an institution has a list of its own for that")
                .contains("Refund asked for", "The newest orders")
                .doesNotContain("Refund request unanswered");
        purchases.run(
                "update refund_wish set state = 'DECLINED', answer = 'No', answered_by = 'test', answered_at = now() where order_id = $1",
                bought.order());
    }

    @Test
    void anOrderThatIsPaidAndNotFulfilledIsListedOnceItIsLate() {
        var course = purchases.course("Slow to confirm");
        try (var tool = TestTool.registered(purchases, course)) {
            tool.goAway();
            var bought = purchases.buys(Purchases.learner("Amara Okafor"), course);
            var number = shop.one("select number from orders where id = '%s'".formatted(bought.order()), String.class);
            var desk = shop.signedIn(OPERATOR);

            assertThat(desk.get("/checkout/desk?list=unfulfilled").block().body())
                    .doesNotContain(number);
            purchases.run("update orders set paid_at = now() - interval '11 minutes' where id = $1", bought.order());
            assertThat(desk.get("/checkout/desk?list=unfulfilled").block().body())
                    .contains(number);
        }
    }

    private record Bought(Shop shop, Browser browser, UUID order, Listing first, Listing second) {
        String page() {
            return "/checkout/desk/orders/" + order;
        }

        UUID line(Listing listing) {
            return shop.one(
                    "select id from order_line where order_id = '%s' and offer = '%s'".formatted(order, listing.id()),
                    UUID.class);
        }
    }

    private Bought bought(String email) {
        var first = Listing.of("Offshore wind", Provider.named("Nordkyst")).intake(39_000L, "EUR", 5);
        var second = Listing.of("Infection control", Provider.named("Allertal")).intake(12_005L, "EUR", 5);
        shop.onSale(first);
        shop.onSale(second);
        var browser = shop.browser();
        var buyer = shop.guest(browser, email);
        buyer.add(first.id(), first.firstIntake()).block();
        var order = buyer.buy(second.id(), second.firstIntake()).block();
        return new Bought(shop, browser, order, first, second);
    }

    private static Person staff(String grant) {
        return new Person(UUID.randomUUID(), Kind.STAFF, "staff@example.org", "Ingrid Solberg", Set.of(grant));
    }
}
