package market.tessera.checkout.dispute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Payees;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Shop;
import market.tessera.checkout.Surroundings;
import market.tessera.checkout.refund.Refund.Reason;
import market.tessera.checkout.refund.Refund.Requester;
import market.tessera.checkout.refund.RefundRequest;
import market.tessera.checkout.refund.RefundRequest.Extent;
import market.tessera.checkout.refund.Refunding.Refused;
import market.tessera.checkout.refund.Refunding.Why;
import market.tessera.checkout.refund.RequestRefund;
import market.tessera.platform.problem.Problem;
import market.tessera.sandbox.stripe.Webhooks.Faults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CheckoutTest
class DisputeTests {
    @Autowired
    private Shop shop;

    @Autowired
    private RequestRefund refunds;

    @Autowired
    private DisputeNews news;

    @Autowired
    private Purchases database;

    @AfterEach
    void allIsWell() {
        Surroundings.STRIPE.webhooks().faults(Faults.NONE);
    }

    @Test
    void aDisputeHoldsTheMoneyAndKeepsThePlaceUntilItIsDecided() {
        var order = bought("denied@example.org");

        var dispute = dispute(order);

        assertThat(balance(order, "STRIPE")).isZero();
        assertThat(balance(order, "DISPUTED")).isEqualTo(7_700);
        assertThat(shop.status(order)).isIn("PAID", "FULFILLED");
        assertThat(refund(order)).isEqualTo(new Refused(Why.DISPUTED));
        var page = "/checkout/desk/orders/" + order;
        var operator = shop.signedIn(Payees.operator());
        assertThat(operator.get(page).block().body())
                .contains(
                        "somebody else paid with it",
                        "To be answered by",
                        "https://dashboard.stripe.com/test/disputes/" + dispute,
                        "€77");
        var provider = shop.one("select provider from order_line where order_id = '%s'".formatted(order), UUID.class);
        assertThat(shop.signedIn(Payees.finance(provider)).get(page).block().body())
                .contains("The operator answers it", "To be answered by")
                .doesNotContain("dashboard.stripe.com");

        Surroundings.STRIPE.bank().answer(dispute);
        shop.await("select answered from dispute where stripe_id = '%s'".formatted(dispute), true);
        assertThat(operator.get(page).block().body())
                .contains("the bank decides now", "See it at Stripe")
                .doesNotContain("To be answered by");

        Surroundings.STRIPE.bank().decide(dispute, true);

        await(dispute, "WON");
        assertThat(balance(order, "STRIPE")).isEqualTo(7_700);
        assertThat(balance(order, "DISPUTED")).isZero();
        assertThat(shop.count(
                        "select count(*) from orders where id = '%s' and disputed_at is not null".formatted(order)))
                .isZero();
    }

    @Test
    void aLostDisputeTakesPlaceAndSharesBack() {
        Surroundings.STRIPE.webhooks().faults(new Faults(3, Duration.ZERO, true));
        var order = bought("lost-dispute@example.org");
        var dispute = dispute(order);

        Surroundings.STRIPE.bank().decide(dispute, false);

        await(dispute, "LOST");
        assertThat(shop.one(
                        "select string_agg(data ->> 'state', ',' order by version) from event_log where type = 'payment.disputed' and subject like '%s/%%'"
                                .formatted(dispute),
                        String.class))
                .as("each institution is told of each step once, however often Stripe tells")
                .isEqualTo("open,lost");
        assertThat(shop.mail("lost-dispute@example.org", "the payment was taken back")
                        .text())
                .contains("have ended");
        assertThat(shop.status(order)).isEqualTo("REFUNDED");
        for (var account : Set.of("STRIPE", "PROVIDER", "COMMISSION", "DISPUTED", "BUYER")) {
            assertThat(balance(order, account)).as(account).isZero();
        }
        assertThat(shop.count("select count(*) from enrollment where order_id = '%s' and state = 'WITHDRAWN'"
                        .formatted(order)))
                .isEqualTo(1);
        assertThat(shop.count(
                        "select i.taken from offer_intake i join order_line l on l.intake = i.id where l.order_id = '%s'"
                                .formatted(order)))
                .isZero();
        assertThat(refund(order)).isInstanceOf(Refused.class);
    }

    @Test
    void aCardThatIsDisputedAtOnceIsHeardOfWhicheverEventComesFirst() {
        Surroundings.STRIPE.webhooks().faults(new Faults(2, Duration.ZERO, true));
        var listing = Listing.of("Denied", Provider.named("Nordkyst")).intake(7_700L, "EUR", 3);
        shop.onSale(listing);
        var buyer = shop.guest("denied-at-once@example.org");
        buyer.add(listing.id(), listing.firstIntake()).block();
        var order = buyer.checkOut().block();

        buyer.pay(buyer.paymentPage(order).block(), "4000 0000 0000 0259").block();

        shop.await("select count(*) from dispute where order_id = '%s' and state = 'OPEN'".formatted(order), 1L);
        assertThat(balance(order, "DISPUTED")).isEqualTo(7_700);
    }

    /** Somebody has paid twice, and denies the second payment: the place was paid with the first. */
    @Test
    void aDisputeOfWhatWasPaidBesideTheOrderTakesNothingAway() {
        var order = bought("paid-twice@example.org");
        var beside =
                shop.one("select reference from payment_intent where order_id = '%s'".formatted(order), String.class);
        database.run("update payment_intent set reference = 'pi_own_' || reference where order_id = $1", order);

        var dispute = Surroundings.STRIPE.bank().dispute(beside);

        assertThatThrownBy(() -> news.look(dispute).block())
                .as("nobody has told of that payment yet, so that Stripe is to tell of its dispute once more")
                .isInstanceOf(Problem.class);
        Surroundings.STRIPE.bank().decide(dispute, false);
        assertThatThrownBy(() -> news.look(dispute).block()).isInstanceOf(Problem.class);
        assertThat(shop.status(order)).isIn("PAID", "FULFILLED");
        assertThat(balance(order, "STRIPE")).isEqualTo(7_700);
        assertThat(shop.count("select count(*) from dispute where order_id = '%s'".formatted(order)))
                .isZero();
    }

    private UUID bought(String email) {
        var listing =
                Listing.of("Course for " + email, Provider.named("Nordkyst")).intake(7_700L, "EUR", 3);
        shop.onSale(listing);
        return shop.guest(email).buy(listing.id(), listing.firstIntake()).block();
    }

    private String dispute(UUID order) {
        var dispute = Surroundings.STRIPE
                .bank()
                .dispute(shop.one(
                        "select reference from payment_intent where order_id = '%s'".formatted(order), String.class));
        await(dispute, "OPEN");
        return dispute;
    }

    private void await(String dispute, String state) {
        shop.await(
                "select count(*) from dispute where stripe_id = '%s' and state = '%s'".formatted(dispute, state), 1L);
    }

    private Object refund(UUID order) {
        var line = shop.one("select id from order_line where order_id = '%s'".formatted(order), UUID.class);
        return refunds.request(new RefundRequest(
                        order,
                        Set.of(line),
                        Extent.WHOLE,
                        Requester.OPERATOR,
                        "operator@example.org",
                        Reason.GOODWILL,
                        ""))
                .block();
    }

    private long balance(UUID order, String account) {
        return shop.count("select coalesce(sum(amount), 0) from posting where order_id = '%s' and account = '%s'"
                .formatted(order, account));
    }
}
