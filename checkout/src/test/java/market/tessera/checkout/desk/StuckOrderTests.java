package market.tessera.checkout.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Surroundings;
import market.tessera.checkout.TestTool;
import market.tessera.sandbox.stripe.Webhooks.Faults;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;

class StuckOrderTests extends DeskVisits {
    @Autowired
    private Purchases purchases;

    @Autowired
    private AlertOperator alert;

    @Autowired
    private DeskHealth health;

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
    void aReceiptThatNoMailServerTookIsListedAndSentOnceMore() {
        var bought = bought("given-up@example.org");
        var number = shop.one("select number from orders where id = '%s'".formatted(bought.order()), String.class);
        shop.await(
                "select sent_at is not null from outbox_mail where key = 'receipt-%s'".formatted(bought.order()), true);
        purchases.run(
                "update outbox_mail set sent_at = null, abandoned_at = now(), failure = '450 try later', recipient = 'given-up@example.org',"
                        + " subject = 'The way to your order', text = 'here', html = '<p>here</p>' where key = $1",
                "receipt-" + bought.order());
        var desk = shop.signedIn(OPERATOR);
        var finance = shop.signedIn(staff(bought.first().provider().id() + ":finance"));

        alert.look().block();

        assertThat(shop.mail(Surroundings.OPERATOR, "Mail given up").text()).contains(number);
        assertThat(desk.get("/checkout/desk?list=mail-given-up").block().body()).contains(number);
        assertThat(desk.get(bought.page()).block().body()).contains("Send them once more", "450 try later");
        assertThat(finance.get(bought.page()).block().body()).doesNotContain("Send them once more");
        assertThat(finance.post(bought.page() + "/mails", Map.of()).block().status())
                .isEqualTo(403);

        assertThat(desk.post(bought.page() + "/mails", Map.of()).block().location())
                .endsWith("done=mailed-again");

        assertThat(shop.mail("given-up@example.org", "The way to your order").text())
                .contains("here");
        assertThat(desk.post(bought.page() + "/mails", Map.of()).block().location())
                .endsWith("done=nothing-to-mail");
        assertThat(desk.get("/checkout/desk?list=mail-given-up").block().body()).doesNotContain(number);
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
}
