package market.tessera.checkout.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Shop;
import market.tessera.checkout.Surroundings;
import market.tessera.checkout.order.SettleOrder;
import market.tessera.checkout.order.SettleOrder.Ending;
import market.tessera.sandbox.buyer.GuestBuyer;
import market.tessera.sandbox.stripe.Outages.Outage;
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
    void anUnreachableStripeKeepsTheOrderUntilItAnswers() {
        var listing = onSale(2);
        var buyer = shop.guest("patient@example.org");
        var order = place(buyer, listing);

        Surroundings.STRIPE.outages().fail(Outage.UNAVAILABLE, 100);
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

        Surroundings.STRIPE.outages().fail(Outage.ANSWER_LOST, 1);
        var page = buyer.paymentPage(order).block();
        var again = buyer.paymentPage(order).block();
        pay(buyer, page);
        buyer.comeBack(order).block();

        assertThat(again).isEqualTo(page);
        assertThat(shop.status(order)).isIn("PAID", "FULFILLED");
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
                .then(database.sql("update payment_intent set check_at = now() where order_id = :order")
                        .bind("order", order)
                        .then())
                .block();
    }
}
