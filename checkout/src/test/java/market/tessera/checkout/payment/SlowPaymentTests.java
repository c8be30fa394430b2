package market.tessera.checkout.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Shop;
import market.tessera.checkout.Surroundings;
import market.tessera.checkout.order.Payments;
import market.tessera.sandbox.buyer.GuestBuyer;
import market.tessera.sandbox.stripe.Outages.Outage;
import market.tessera.sandbox.stripe.Webhooks.Faults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** Direct debits: the buyer has done everything, and the money comes days later, or never. */
@CheckoutTest
class SlowPaymentTests {
    @Autowired
    private Shop shop;

    @Autowired
    private Payments payments;

    @Autowired
    private Janitor janitor;

    @Autowired
    private DatabaseClient database;

    private Listing listing;

    @BeforeEach
    void oneSeat() {
        listing = Listing.of("By debit", Provider.named("Nordkyst")).intake(4_200L, "EUR", 1);
        shop.onSale(listing);
    }

    @AfterEach
    void allIsWell() {
        Surroundings.STRIPE.outages().end();
        Surroundings.STRIPE.webhooks().faults(Faults.NONE);
    }

    @Test
    void theSeatIsKeptWhileTheMoneyIsUnderwayAndTakenWhenItArrives() {
        var buyer = shop.guest("debit@example.org");
        var order = allow(buyer, GuestBuyer.IBAN_THAT_PAYS);

        overdue(order);
        payments.withdraw(order).block();
        var waiting = buyer.look(order).block().body();
        Surroundings.STRIPE.bank().settleDebits();

        assertThat(basketLines(order))
                .as("what is paid for is not bought again by mistake")
                .isZero();
        assertThat(waiting).contains("Your payment is on its way").doesNotContain("Go on to payment");
        shop.await("select status in ('PAID', 'FULFILLED') from orders where id = '%s'".formatted(order), true);
        assertThat(shop.seatsTaken(listing.firstIntake())).isEqualTo(1);
        shop.mail("debit@example.org", "Your receipt");
    }

    @Test
    void aDebitThatFailsFreesTheSeatAndTheBuyerIsTold() {
        var buyer = shop.guest("bounced@example.org");
        var order = allow(buyer, GuestBuyer.IBAN_THAT_FAILS);

        Surroundings.STRIPE.bank().settleDebits();

        shop.await("select status from orders where id = '%s'".formatted(order), "EXPIRED");
        assertThat(shop.seatsTaken(listing.firstIntake())).isZero();
        shop.mail("bounced@example.org", "Your bank did not pay");
        assertThat(basketLines(order))
                .as("what was not bought is in the basket again")
                .isEqualTo(1);
        shop.guest("next@example.org").buy(listing.id(), listing.firstIntake()).block();
    }

    @Test
    void theJanitorLearnsOfAFailureThatNobodyHasToldUs() {
        var order = allow(shop.guest("silent@example.org"), GuestBuyer.IBAN_THAT_FAILS);
        Surroundings.STRIPE.webhooks().faults(Faults.LOST);
        Surroundings.STRIPE.bank().settleDebits();

        due(order);
        janitor.sweep().block();

        assertThat(shop.status(order)).isEqualTo("EXPIRED");
        assertThat(shop.seatsTaken(listing.firstIntake())).isZero();
    }

    @Test
    void whatIsPutInTheBasketMeanwhileStaysThereHoweverOftenStripeIsAsked() {
        var buyer = shop.guest("more@example.org");
        listing = Listing.of("By debit, twice", Provider.named("Nordkyst")).intake(4_200L, "EUR", 5);
        shop.onSale(listing);
        var order = allow(buyer, GuestBuyer.IBAN_THAT_PAYS);

        buyer.add(listing.id(), listing.firstIntake()).block();
        due(order);
        janitor.sweep().block();
        payments.withdraw(order).block();

        assertThat(basketLines(order)).isEqualTo(1);
        assertThat(shop.count("select count(*) from payment_intent where check_at > now() and order_id = '%s'"
                        .formatted(order)))
                .as("the pause until Stripe is asked again")
                .isEqualTo(1);
        assertThat(buyer.checkOut().block()).isNotEqualTo(order);
    }

    @Test
    void theSeatIsKeptWhileStripeDoesNotAnswer() {
        var order = allow(shop.guest("calm@example.org"), GuestBuyer.IBAN_THAT_PAYS);
        Surroundings.STRIPE.outages().fail(Outage.UNAVAILABLE_FOR_LONG, Integer.MAX_VALUE);

        payments.withdraw(order).block();

        Surroundings.STRIPE.outages().end();
        assertThat(shop.status(order)).isEqualTo("PENDING");
        assertThat(shop.seatsTaken(listing.firstIntake())).isEqualTo(1);
    }

    private long basketLines(UUID order) {
        return shop.count("select count(*) from basket_line l join orders o on o.basket = l.basket where o.id = '%s'"
                .formatted(order));
    }

    private UUID allow(GuestBuyer buyer, String iban) {
        buyer.add(listing.id(), listing.firstIntake()).block();
        var order = Objects.requireNonNull(buyer.checkOut().block());
        var page = Objects.requireNonNull(buyer.paymentPage(order).block());
        assertThat(buyer.allowDebit(page, iban).block().location()).contains("/return");
        buyer.comeBack(order).block();
        shop.await("select status from payment_intent where order_id = '%s'".formatted(order), "PROCESSING");
        return order;
    }

    private void overdue(UUID order) {
        database.sql("update orders set expires_at = now() - interval '2 days' where id = :order")
                .bind("order", order)
                .then()
                .block();
        due(order);
        janitor.sweep().block();
    }

    private void due(UUID order) {
        database.sql("update payment_intent set check_at = '-infinity' where order_id = :order")
                .bind("order", order)
                .then()
                .block();
    }
}
