package market.tessera.checkout.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Payees;
import market.tessera.checkout.Shop;
import market.tessera.checkout.Surroundings;
import market.tessera.checkout.settlement.SettleOrder;
import market.tessera.checkout.settlement.SettleOrder.Ending;
import market.tessera.sandbox.buyer.GuestBuyer;
import market.tessera.sandbox.stripe.Outages.Outage;
import market.tessera.sandbox.stripe.Webhooks.Faults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

@CheckoutTest
class LatePaymentTests {
    @Autowired
    private Shop shop;

    @Autowired
    private SettleOrder settle;

    @Autowired
    private Janitor janitor;

    @Autowired
    private DatabaseClient database;

    @AfterEach
    void allIsWell() {
        Surroundings.STRIPE.outages().end();
        Surroundings.STRIPE.webhooks().faults(Faults.NONE);
    }

    @Test
    void anOrderThatIsNotPaidInTimeExpiresAndFreesItsSeat() {
        var listing = onSale(1);
        var buyer = shop.guest("slow@example.org");
        var order = place(buyer, listing);
        var page = buyer.paymentPage(order).block();

        overdue(order);
        janitor.sweep().block();

        assertThat(shop.status(order)).isEqualTo("EXPIRED");
        assertThat(shop.seatsTaken(listing.firstIntake())).isZero();
        assertThat(buyer.pay(page, GuestBuyer.CARD_THAT_PAYS).block().status()).isEqualTo(410);
        assertThat(buyer.look(order).block().body()).contains("was not paid in time");
    }

    @Test
    void aPaymentAfterTheEndIsHonouredWhileItsSeatIsFree() {
        var listing = onSale(1);
        var buyer = shop.guest("late@example.org");
        var order = place(buyer, listing);
        var page = buyer.paymentPage(order).block();
        settle.unpaid(order, Ending.EXPIRED).block();

        pay(buyer, page);

        shop.await("select status in ('PAID', 'FULFILLED') from orders where id = '%s'".formatted(order), true);
        assertThat(shop.seatsTaken(listing.firstIntake())).isEqualTo(1);
    }

    @Test
    void aPaymentAfterTheSeatHasGoneIsSentBack() {
        var listing = onSale(1);
        var late = shop.guest("toolate@example.org");
        var order = place(late, listing);
        var page = late.paymentPage(order).block();
        settle.unpaid(order, Ending.EXPIRED).block();
        shop.guest("quick@example.org").buy(listing.id(), listing.firstIntake()).block();

        pay(late, page);

        shop.await("select status from orders where id = '%s'".formatted(order), "REFUNDED");
        assertThat(shop.seatsTaken(listing.firstIntake())).isEqualTo(1);
        assertThat(shop.count("select sum(amount) from posting where order_id = '%s'".formatted(order)))
                .isZero();
        assertThat(shop.count("select count(*) from posting where order_id = '%s'".formatted(order)))
                .isEqualTo(4);
        assertThat(shop.mail("toolate@example.org", "goes back").text()).contains("€10");
        assertThat(late.look(order).block().body()).contains("Your money is on its way back");
    }

    @Test
    void aPaymentOfAnotherAmountIsSentBack() {
        var listing = onSale(1);
        var buyer = shop.guest("mispaid@example.org");
        var order = place(buyer, listing);
        var page = buyer.paymentPage(order).block();
        database.sql("update orders set amount = amount - 1 where id = :order")
                .bind("order", order)
                .then()
                .block();

        pay(buyer, page);

        shop.await("select status from orders where id = '%s'".formatted(order), "REFUNDED");
        assertThat(shop.seatsTaken(listing.firstIntake())).isZero();
        assertThat(shop.count(
                        "select sum(amount) from posting where order_id = '%s' and kind = 'RETURN' and account = 'BUYER'"
                                .formatted(order)))
                .as("all that has come")
                .isEqualTo(1_000);
        assertThat(shop.mail("mispaid@example.org", "goes back").text())
                .contains("was not what these places come to", "€10 back");
        assertThat(buyer.look(order).block().body()).contains("Your money is on its way back");
        assertThat(desk("/checkout/desk?list=stray-payment")).contains("Unexpected payment", number(order));
        assertThat(desk("/checkout/desk/orders/" + order)).contains("goes back to the buyer by itself");
    }

    private String desk(String page) {
        return shop.signedIn(Payees.operator()).get(page).block().body();
    }

    private String number(UUID order) {
        return shop.one("select number from orders where id = '%s'".formatted(order), String.class);
    }

    @Test
    void oneThatCanNotBeFollowedUpKeepsNoOthersFromIt() {
        var listing = onSale(2);
        var orders = List.of("broken@example.org", "sound@example.org").stream()
                .map(email -> paidUnheard(email, listing))
                .toList();
        database.sql("""
                        insert into posting (order_id, kind, account, amount, currency, posted_at)
                        values (:order, 'SALE', 'STRIPE', 1, 'EUR', now()), (:order, 'SALE', 'BUYER', -1, 'EUR', now())
                        """).bind("order", orders.getFirst()).then().block();

        janitor.sweep().block();

        assertThat(shop.status(orders.getFirst()))
                .as("it is in the books already, so it fails")
                .isEqualTo("PENDING");
        assertThat(shop.status(orders.getLast())).isIn("PAID", "FULFILLED");
        database.sql("update payment_intent set check_at = null where order_id = :order")
                .bind("order", orders.getFirst())
                .then()
                .block();
    }

    @Test
    void anUnreachableStripeKeepsTheOrderUntilItAnswers() {
        var listing = onSale(2);
        var buyer = shop.guest("patient@example.org");
        var order = place(buyer, listing);

        Surroundings.STRIPE.outages().fail(Outage.UNAVAILABLE_FOR_LONG, 100);
        var refused = buyer.paymentPage(order).block();
        Surroundings.STRIPE.outages().end();
        var page = buyer.paymentPage(order).block();

        assertThat(refused.toString()).isEmpty();
        assertThat(shop.status(order)).isEqualTo("PENDING");
        assertThat(page.toString()).contains("/c/pay/");
    }

    @Test
    void aLostAnswerDoesNotOpenASecondPage() {
        var listing = onSale(2);
        var buyer = shop.guest("lostanswer@example.org");
        var order = place(buyer, listing);

        Surroundings.STRIPE.outages().fail(Outage.ANSWER_LOST, "POST /v1/checkout/sessions", 1);
        var page = buyer.paymentPage(order).block();
        var again = buyer.paymentPage(order).block();
        pay(buyer, page);
        buyer.comeBack(order).block();

        assertThat(again).isEqualTo(page);
        assertThat(shop.status(order)).isIn("PAID", "FULFILLED");
    }

    /** Nobody has told of the payment, so that the janitor is to ask. */
    private UUID paidUnheard(String email, Listing listing) {
        Surroundings.STRIPE.webhooks().faults(Faults.LOST);
        var buyer = shop.guest(email);
        var order = place(buyer, listing);
        pay(buyer, buyer.paymentPage(order).block());
        database.sql("update payment_intent set check_at = '-infinity' where order_id = :order")
                .bind("order", order)
                .then()
                .block();
        return order;
    }

    private Listing onSale(int seats) {
        var listing =
                Listing.of("Course of " + seats, Provider.named("Nordkyst")).intake(1_000L, "EUR", seats);
        shop.onSale(listing);
        return listing;
    }

    private static UUID place(GuestBuyer buyer, Listing listing) {
        buyer.add(listing.id(), listing.firstIntake()).block();
        return buyer.checkOut().block();
    }

    private static void pay(GuestBuyer buyer, URI page) {
        buyer.pay(page, GuestBuyer.CARD_THAT_PAYS).block();
    }

    private void overdue(UUID order) {
        database.sql("update orders set expires_at = now() - interval '1 minute' where id = :order")
                .bind("order", order)
                .then()
                .then(database.sql("update payment_intent set check_at = '-infinity' where order_id = :order")
                        .bind("order", order)
                        .then())
                .block();
    }
}
