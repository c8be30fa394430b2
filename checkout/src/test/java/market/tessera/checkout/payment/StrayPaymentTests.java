package market.tessera.checkout.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.OtherPage;
import market.tessera.checkout.Payees;
import market.tessera.checkout.Shop;
import market.tessera.checkout.Surroundings;
import market.tessera.checkout.reconciliation.Difference;
import market.tessera.checkout.reconciliation.Difference.Kind;
import market.tessera.checkout.reconciliation.Reconcile;
import market.tessera.checkout.settlement.SettleOrder;
import market.tessera.checkout.settlement.SettleOrder.Ending;
import market.tessera.checkout.stripe.SessionState;
import market.tessera.checkout.stripe.StripeGateway;
import market.tessera.sandbox.buyer.Browser;
import market.tessera.sandbox.buyer.GuestBuyer;
import market.tessera.sandbox.stripe.Outages.Outage;
import market.tessera.sandbox.stripe.Webhooks.Faults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

/** Money that comes for an order which did not ask for it: it is in the books like any other, looked at by a person, and goes back once. */
@CheckoutTest
class StrayPaymentTests {
    private static final long PRICE = 1_000;

    @Autowired
    private Shop shop;

    @Autowired
    private CompletePayment complete;

    @Autowired
    private StripeGateway gateway;

    @Autowired
    private Reconcile reconcile;

    @Autowired
    private SettleOrder settle;

    private Listing listing;

    @BeforeEach
    void onSale() {
        listing = Listing.of("Paid twice", Provider.named("Nordkyst")).intake(PRICE, "EUR", 5);
        shop.onSale(listing);
    }

    @AfterEach
    void allIsWell() {
        Surroundings.STRIPE.outages().end();
        Surroundings.STRIPE.webhooks().faults(Faults.NONE);
    }

    @Test
    void isOnTheDeskUntilSomebodyHasLookedAtIt() {
        var order = bought("twice@example.org");
        var stranger = shop.guest("stranger@example.org");
        stranger.add(listing.id(), listing.firstIntake()).block();
        var unpaid = Objects.requireNonNull(stranger.checkOut().block());
        stranger.paymentPage(unpaid).block();

        var second = strayed(order, PRICE);
        strayed(unpaid, 55);
        var again = told(second);
        Flux.range(0, 4).flatMap(_ -> complete.complete(again)).blockLast();

        assertThat(shop.status(order)).isIn("PAID", "FULFILLED");
        assertThat(shop.status(unpaid)).isEqualTo("PENDING");
        assertThat(operator().get("/checkout/desk?list=stray-payment").block().body())
                .contains(number(order), number(unpaid));
        assertThat(page(order))
                .contains(second.reference(), "€10", "not this order’s own", "A payment came that it did not ask for");
        assertThat(operator()
                        .get("/checkout/desk?find=" + second.reference())
                        .block()
                        .body())
                .contains(number(order));
        var look = place(order, second);
        var tooLong = "Paid twice. ".repeat(60);
        var refused = operator().post(look, Map.of("note", tooLong)).block();
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("at most 500 letters", tooLong.strip());
        assertThat(operator().post(look, Map.of("note", " ")).block().body()).contains("Say in a few words");
        assertThat(operator()
                        .post(look, Map.of("note", "Kept for the next course"))
                        .block()
                        .location())
                .endsWith("done=looked-at");
        assertThat(operator().post(look, Map.of("note", "Again")).block().location())
                .endsWith("done=looked-at-before");
        assertThat(operator()
                        .post(look + "/return", Map.of("note", "Again"))
                        .block()
                        .location())
                .endsWith("done=looked-at-before");
        var finance = shop.signedIn(Payees.finance(listing.provider().id()));
        for (var address : List.of(look, look + "/return")) {
            assertThat(finance.post(address, Map.of("note", "Mine")).block().status())
                    .isEqualTo(403);
        }
        assertThat(operator().get("/checkout/desk?list=stray-payment").block().body())
                .doesNotContain(number(order));
        assertThat(page(order)).contains("Kept for the next course");
    }

    @Test
    void isBookedAndGoesBackOnceAndStripeSaysTheSame() {
        var order = bought("sent-back@example.org");
        var second = strayed(order, PRICE);
        var byHand = strayed(order, 700);

        assertThat(differences(order)).isEmpty();
        assertThat(booked(order, "STRAY", "BUYER")).as("owed back").isEqualTo(-1_700);
        assertThat(booked(order, "FEE", "FEE")).as("of all three").isEqualTo(40 + 40 + 36);

        Surroundings.STRIPE.outages().fail(Outage.UNAVAILABLE_FOR_LONG, "GET /v1/refunds", 20);
        var unanswered = operator()
                .post(place(order, second) + "/return", Map.of("note", "Paid twice"))
                .block();
        Surroundings.STRIPE.outages().end();
        var answers = Flux.range(0, 3)
                .flatMap(_ -> operator().post(place(order, second) + "/return", Map.of("note", "Paid twice")))
                .map(answer -> answer.location().replaceFirst(".*done=", ""))
                .collectList()
                .block();
        Surroundings.STRIPE.bank().refundByHand(byHand.reference(), 300);

        assertThat(shop.mail("sent-back@example.org", "that it did not need").text())
                .contains("Your places are not touched");
        assertThat(shop.mail("sent-back@example.org", "goes back to you").text())
                .contains("€10", "Your places are as they were");
        assertThat(unanswered.status()).isEqualTo(422);
        assertThat(unanswered.body()).contains("Stripe does not answer", "Paid twice");
        assertThat(answers).containsExactlyInAnyOrder("stray-sent", "looked-at-before", "looked-at-before");
        assertThat(differences(order)).isEmpty();
        assertThat(differences(order)).as("read once more").isEmpty();
        assertThat(booked(order, "RETURN", "BUYER")).isEqualTo(PRICE + 300);
        assertThat(shop.count("select sum(amount) from posting where order_id = '%s'".formatted(order)))
                .isZero();
        assertThat(page(order)).contains("€10 of it has gone back", "€3 of it has gone back", "Send €4 back now");
        Surroundings.STRIPE
                .bank()
                .bounce(shop.one(
                        "select stripe_id from stray_refund where amount = 300 and order_id = '%s'".formatted(order),
                        String.class));
        assertThat(differences(order)).isEmpty();
        assertThat(booked(order, "RETURN_FAILED", "BUYER")).isEqualTo(-300);
        assertThat(page(order)).contains("Send €7 back now");
    }

    /** The order has ended, its seats have gone, and the buyer's account that its money went back to is closed. */
    @Test
    void isWhatWentBackByItselfAndBounced() {
        listing = Listing.of("One seat", Provider.named("Nordkyst")).intake(PRICE, "EUR", 1);
        shop.onSale(listing);
        var late = shop.guest("bounced-return@example.org");
        late.add(listing.id(), listing.firstIntake()).block();
        var order = Objects.requireNonNull(late.checkOut().block());
        var page = Objects.requireNonNull(late.paymentPage(order).block());
        settle.unpaid(order, Ending.EXPIRED).block();
        bought("was-quicker@example.org");
        late.pay(page, GuestBuyer.CARD_THAT_PAYS).block();
        shop.await("select status from payment_intent where order_id = '%s'".formatted(order), "REFUNDED");
        assertThat(differences(order)).isEmpty();
        var sent =
                Objects.requireNonNull(gateway.refund(order, reference(order)).block());

        Surroundings.STRIPE.bank().bounce(sent);

        assertThat(differences(order)).isEmpty();
        assertThat(differences(order)).as("read once more").isEmpty();
        assertThat(booked(order, "RETURN_FAILED", "BUYER")).isEqualTo(-PRICE);
        assertThat(page(order)).contains("bank has not taken it", "Send €10 back now");
        assertThat(operator().get("/checkout/desk?list=stray-payment").block().body())
                .contains(number(order));
    }

    private String reference(UUID order) {
        return shop.one("select reference from payment_intent where order_id = '%s'".formatted(order), String.class);
    }

    @Test
    void ofWhichNobodyHasToldIsADifference() {
        var order = bought("untold-second@example.org");
        Surroundings.STRIPE.webhooks().faults(Faults.LOST);
        var second = OtherPage.paid(shop, order, 800);

        assertThat(differences(order))
                .extracting(Difference::kind, Difference::theirs)
                .containsExactly(tuple(Kind.MISSING_HERE, "8.00 EUR"));
        complete.complete(told(second)).block();
        assertThat(differences(order)).isEmpty();
    }

    @Test
    void theBankTakesItBackAndThePlacesStay() {
        var order = bought("denied-second@example.org");
        var second = strayed(order, PRICE);
        var dispute = Surroundings.STRIPE.bank().dispute(second.reference());
        shop.await("select state from dispute where stripe_id = '%s'".formatted(dispute), "OPEN");

        assertThat(operator().get("/checkout/desk?list=disputed").block().body())
                .contains(number(order));
        assertThat(shop.count(
                        "select count(*) from orders where id = '%s' and disputed_at is not null".formatted(order)))
                .as("its own payment is not denied")
                .isZero();
        var refused = operator()
                .post(place(order, second) + "/return", Map.of("note", "Paid twice"))
                .block();
        assertThat(refused.body()).contains("wants it back already", "Paid twice");
        Surroundings.STRIPE.bank().decide(dispute, false);

        shop.await("select state from dispute where stripe_id = '%s'".formatted(dispute), "LOST");
        assertThat(shop.status(order)).isIn("PAID", "FULFILLED");
        assertThat(shop.seatsTaken(listing.firstIntake())).isEqualTo(1);
        assertThat(shop.count(
                        "select sum(amount) from posting where order_id = '%s' and account in ('BUYER', 'DISPUTED')"
                                .formatted(order)))
                .as("nothing is owed back, and nothing held")
                .isZero();
        assertThat(differences(order)).isEmpty();
    }

    private UUID bought(String email) {
        return Objects.requireNonNull(
                shop.guest(email).buy(listing.id(), listing.firstIntake()).block());
    }

    /** Paid, and taken in. */
    private OtherPage strayed(UUID order, long amount) {
        var page = OtherPage.paid(shop, order, amount);
        shop.await("select count(*) from stray_payment where session = '%s'".formatted(page.session()), 1L);
        return page;
    }

    private SessionState.Paid told(OtherPage page) {
        return (SessionState.Paid)
                Objects.requireNonNull(gateway.find(page.session()).block());
    }

    private List<Difference> differences(UUID order) {
        return reconcile
                .compare(Instant.now().minus(Duration.ofHours(1)), Instant.now().plusSeconds(60))
                .block()
                .differences()
                .stream()
                .filter(difference -> order.equals(difference.order())
                        || (difference.order() == null && isOf(order, difference.reference())))
                .toList();
    }

    /** Fees and what was sent by hand name no order. */
    private boolean isOf(UUID order, String reference) {
        return shop.count("""
                select count(*) from (select stripe_id from stray_refund where order_id = '%1$s'
                  union select stripe_id from dispute where order_id = '%1$s') known where stripe_id = '%2$s'
                """.formatted(order, reference)) > 0;
    }

    private long booked(UUID order, String kind, String account) {
        return shop.count(
                "select coalesce(sum(amount), 0) from posting where order_id = '%s' and kind = '%s' and account = '%s'"
                        .formatted(order, kind, account));
    }

    private static String place(UUID order, OtherPage page) {
        return "/checkout/desk/orders/%s/payments/%s".formatted(order, page.session());
    }

    private Browser operator() {
        return shop.signedIn(Payees.operator());
    }

    private String page(UUID order) {
        return operator().get("/checkout/desk/orders/" + order).block().body();
    }

    private String number(UUID order) {
        return shop.one("select number from orders where id = '%s'".formatted(order), String.class);
    }
}
