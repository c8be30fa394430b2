package market.tessera.checkout.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Shop;
import market.tessera.checkout.Surroundings;
import market.tessera.checkout.order.Orders;
import market.tessera.checkout.order.Payments.Page;
import market.tessera.checkout.stripe.SessionState;
import market.tessera.sandbox.buyer.Browser;
import market.tessera.sandbox.buyer.Browser.Answer;
import market.tessera.sandbox.buyer.GuestBuyer;
import market.tessera.sandbox.stripe.Outages.Outage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

/** Stripe opens pages for half an hour at least, and seats are held for three quarters of one: an outage of ten minutes must not cost anybody an order. */
@CheckoutTest
class UnreachablePaymentTests {
    private static final String SESSIONS = "POST /v1/checkout/sessions";

    @Autowired
    private Shop shop;

    @Autowired
    private Purchases database;

    @Autowired
    private Janitor janitor;

    @Autowired
    private CompletePayment complete;

    @Autowired
    private PaymentPages pages;

    @Autowired
    private Orders orders;

    private Listing listing;
    private Browser browser;
    private GuestBuyer buyer;

    @BeforeEach
    void onSale() {
        listing = Listing.of("Paid later", Provider.named("Nordkyst")).intake(10_000L, "EUR", 3);
        shop.onSale(listing);
        browser = shop.browser();
        buyer = shop.guest(browser, "waits-%s@example.org".formatted(listing.id()));
    }

    @AfterEach
    void stripeAnswers() {
        Surroundings.STRIPE.outages().end();
    }

    @Test
    void anOrderWhosePageCouldNotBeOpenedForTenMinutesIsPaidWhenStripeIsBack() {
        var order = orderedDuring(Outage.UNAVAILABLE);
        hasWaited(order, 12);
        Surroundings.STRIPE.outages().end();

        var pages = Flux.range(0, 4)
                .flatMap(_ -> buyer.paymentPage(order))
                .distinct()
                .collectList()
                .block();

        assertThat(pages).as("one page, however often it is asked for").hasSize(1);
        assertThat(minutesLeft(order)).isBetween(43L, 45L);
        pays(order);
        assertThat(shop.status(order)).isIn("PAID", "FULFILLED");
    }

    /** Two pages of one order could both be paid. */
    @Test
    void whoBeganToAskBeforeTheOrderWasGivenMoreTimeGetsTheSamePage() {
        var order = orderedDuring(Outage.UNAVAILABLE);
        hasWaited(order, 12);
        var before = Objects.requireNonNull(orders.find(order).block());
        Surroundings.STRIPE.outages().end();

        var page = buyer.paymentPage(order).block();

        assertThat(pages.open(before).block()).isEqualTo(new Page.Open(Objects.requireNonNull(page)));
    }

    @Test
    void theJanitorOpensThePageAndNewsOfOneThatWasLostEndsNothing() {
        var order = orderedDuring(Outage.ANSWER_LOST);
        hasWaited(order, 12);
        Surroundings.STRIPE.outages().end();
        database.run("update payment_intent set check_at = '-infinity' where order_id = $1", order);
        janitor.sweep().block();
        shop.await("select status from payment_intent where order_id = '%s'".formatted(order), "OPEN");

        complete.complete(new SessionState.Ended("cs_lost", order)).block();

        assertThat(shop.status(order)).isEqualTo("PENDING");
        pays(order);
        assertThat(shop.status(order)).isIn("PAID", "FULFILLED");
    }

    @Test
    void afterHoursItEndsWithAWordAboutWhyAndTheBasketKept() {
        var order = orderedDuring(Outage.UNAVAILABLE);
        hasWaited(order, 150);

        payment(order);

        assertThat(shop.status(order)).isEqualTo("EXPIRED");
        assertThat(shop.seatsTaken(listing.firstIntake())).isZero();
        assertThat(buyer.look(order).block().body())
                .contains("This order could not be paid", "not your fault", "Nothing was charged");
        assertThat(browser.get("/basket").block().body()).contains("Paid later");
    }

    @Test
    void aPageThatStripeKnowsNothingOfStandsInNobodysWay() {
        buyer.add(listing.id(), listing.firstIntake()).block();
        var order = Objects.requireNonNull(buyer.checkOut().block());
        payment(order);
        database.run("update payment_intent set session = 'cs_gone_' || order_id where order_id = $1", order);

        assertThat(Objects.requireNonNull(buyer.comeBack(order).block()).status())
                .isEqualTo(303);
        var again = Objects.requireNonNull(buyer.checkOut().block());

        assertThat(again).isNotEqualTo(order);
        assertThat(shop.status(order)).isEqualTo("CANCELLED");
        pays(again);
        assertThat(shop.status(again)).isIn("PAID", "FULFILLED");
        database.run("update payment_intent set status = 'ENDED', check_at = null where order_id = $1", order);
    }

    private UUID orderedDuring(Outage outage) {
        buyer.add(listing.id(), listing.firstIntake()).block();
        Surroundings.STRIPE.outages().fail(outage, SESSIONS, Integer.MAX_VALUE);
        var order = Objects.requireNonNull(buyer.checkOut().block());
        assertThat(payment(order).status()).isEqualTo(503);
        return order;
    }

    private Answer payment(UUID order) {
        return Objects.requireNonNull(
                browser.get("/orders/%s/payment".formatted(order)).block());
    }

    private void pays(UUID order) {
        buyer.paymentPage(order)
                .flatMap(page -> buyer.pay(page, GuestBuyer.CARD_THAT_PAYS))
                .flatMap(_ -> buyer.comeBack(order))
                .block();
    }

    private void hasWaited(UUID order, int minutes) {
        database.run("""
                update orders set created_at = created_at - $2 * interval '1 minute', expires_at = expires_at - $2 * interval '1 minute'
                where id = $1
                """, order, minutes);
    }

    private long minutesLeft(UUID order) {
        return shop.count("select ceil(extract(epoch from expires_at - now()) / 60) from orders where id = '%s'"
                .formatted(order));
    }
}
