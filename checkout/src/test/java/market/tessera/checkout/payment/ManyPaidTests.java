package market.tessera.checkout.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Shop;
import market.tessera.checkout.StatementCounter;
import market.tessera.checkout.Surroundings;
import market.tessera.checkout.payment.ManyPaid.News;
import market.tessera.checkout.settlement.Settlement;
import market.tessera.checkout.stripe.SessionState;
import market.tessera.checkout.stripe.StripeGateway;
import market.tessera.platform.database.NotTogether;
import market.tessera.platform.money.Money;
import market.tessera.sandbox.buyer.GuestBuyer;
import market.tessera.sandbox.stripe.Webhooks.Faults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;

/** Money that arrives for many orders at the same time is taken in together; what is not as usual spoils nothing for the others. */
@CheckoutTest
class ManyPaidTests {
    private static final String EMAIL = "many-%s@example.org";

    @Autowired
    private Shop shop;

    @Autowired
    private CompletePayment complete;

    @Autowired
    private ManyPaid manyPaid;

    @Autowired
    private StripeGateway gateway;

    @Autowired
    private TransactionalOperator transaction;

    private Listing listing;

    @BeforeEach
    void nobodyIsToldByItself() {
        Surroundings.STRIPE.webhooks().faults(Faults.LOST);
        listing = Listing.of("Much in demand", Provider.named("Nordkyst")).intake(7_700L, "EUR", 50);
        shop.onSale(listing);
    }

    @AfterEach
    void allIsWell() {
        Surroundings.STRIPE.webhooks().faults(Faults.NONE);
    }

    @Test
    void eachIsSettledOnceHoweverManyCome() {
        var paid = IntStream.range(0, 8).mapToObj(_ -> paid()).toList();

        var settlements = Flux.fromIterable(paid)
                .flatMap(state -> Flux.merge(complete.complete(state), complete.complete(state)), 16)
                .collectList()
                .block();

        assertThat(settlements).filteredOn(Settlement.Paid.class::isInstance).hasSize(8);
        assertThat(settlements)
                .filteredOn(Settlement.Unchanged.class::isInstance)
                .hasSize(8);
        assertThat(paid).allSatisfy(state -> assertSettledOnce(state.order()));
    }

    @Test
    void whatIsNotAsItsOrderWaitsForIsLookedAtOnItsOwn() {
        var good = List.of(paid(), paid());
        var other = paid();
        var tooLittle =
                new SessionState.Paid("cs_other", other.order(), Money.of(1, "EUR"), "pi_too_little", List.of());
        var nobodys = new SessionState.Paid("cs_none", UUID.randomUUID(), Money.of(1, "EUR"), "pi_nobodys", List.of());

        var settlements = Flux.just(good.get(0), tooLittle, nobodys, good.get(1))
                .flatMapSequential(complete::complete, 4)
                .collectList()
                .block();

        assertThat(settlements)
                .containsExactly(
                        new Settlement.Paid(),
                        new Settlement.Foreign(),
                        new Settlement.Foreign(),
                        new Settlement.Paid());
        assertThat(good).allSatisfy(state -> assertSettledOnce(state.order()));
        assertThat(shop.status(other.order())).isEqualTo("PENDING");
    }

    @Test
    void nothingIsDoneWhereOneOfThemIsUnusual() {
        var good = paid();
        var another = new SessionState.Paid(
                good.session(), good.order(), good.amount(), "pi_%s".formatted(UUID.randomUUID()), List.of());

        assertThatThrownBy(() -> take(List.of(good, another))).isInstanceOf(NotTogether.class);
        assertThatThrownBy(() -> take(List.of(
                        good,
                        new SessionState.Paid("cs_none", UUID.randomUUID(), good.amount(), "pi_none", List.of()))))
                .isInstanceOf(NotTogether.class);

        assertThat(shop.status(good.order())).isEqualTo("PENDING");
        assertThat(shop.count("select count(*) from posting where order_id = '%s'".formatted(good.order())))
                .isZero();
    }

    @Test
    void manyCostAsManyStatementsAsOne() {
        var one = statements(List.of(paid()));

        assertThat(statements(IntStream.range(0, 5).mapToObj(_ -> paid()).toList()))
                .isEqualTo(one)
                .isBetween(1, 10);
    }

    private int statements(List<SessionState.Paid> paid) {
        var count = new AtomicInteger();
        transaction
                .transactional(manyPaid.take(
                        paid.stream().map(state -> new News(state, null)).toList()))
                .contextWrite(context -> context.put(StatementCounter.class, count))
                .block();
        return count.get();
    }

    private void take(List<SessionState.Paid> paid) {
        transaction
                .transactional(manyPaid.take(
                        paid.stream().map(state -> new News(state, null)).toList()))
                .block();
    }

    /** An order whose money has come, of which nobody has been told. */
    private SessionState.Paid paid() {
        var buyer = shop.guest(EMAIL.formatted(UUID.randomUUID()));
        buyer.add(listing.id(), listing.firstIntake()).block();
        var order = Objects.requireNonNull(buyer.checkOut().block());
        buyer.pay(Objects.requireNonNull(buyer.paymentPage(order).block()), GuestBuyer.CARD_THAT_PAYS)
                .block();
        var session =
                shop.one("select session from payment_intent where order_id = '%s'".formatted(order), String.class);
        return (SessionState.Paid) Objects.requireNonNull(gateway.find(session).block());
    }

    private void assertSettledOnce(UUID order) {
        assertThat(shop.status(order)).isIn("PAID", "FULFILLED");
        assertThat(shop.one("select status from payment_intent where order_id = '%s'".formatted(order), String.class))
                .isEqualTo("PAID");
        once("posting where account = 'STRIPE' and order_id = '%s'", order);
        once("enrollment where order_id = '%s'", order);
        once("order_key where purpose = 'CLAIM' and order_id = '%s'", order);
        once("transfer where order_id = '%s'", order);
        once("outbox_mail where key = 'receipt-%s'", order);
        assertThat(shop.count(
                        "select count(*) from basket_line l join orders o on o.basket = l.basket where o.id = '%s'"
                                .formatted(order)))
                .isZero();
    }

    private void once(String what, UUID order) {
        assertThat(shop.count("select count(*) from " + what.formatted(order)))
                .as(what)
                .isEqualTo(1);
    }
}
