package market.tessera.checkout.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Shop;
import market.tessera.checkout.Surroundings;
import market.tessera.checkout.order.Payments;
import market.tessera.checkout.stripe.SessionState;
import market.tessera.checkout.stripe.StripeGateway;
import market.tessera.sandbox.buyer.GuestBuyer;
import market.tessera.sandbox.stripe.Outages.Outage;
import market.tessera.sandbox.stripe.Webhooks.Faults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * Everything that can bring a payment's news, whatever it is paid by, in any order, repeated, days old, at once, with Stripe away in between: in the
 * end the order says what Stripe says, and it was paid, booked and enrolled once or not at all.
 */
@CheckoutTest
class PermutationTests {
    private static final int LIVES = 36;
    private static final int STEPS = 9;

    @Autowired
    private Shop shop;

    @Autowired
    private Payments payments;

    @Autowired
    private Janitor janitor;

    @Autowired
    private StripeGateway stripe;

    @Autowired
    private CompletePayment complete;

    @Autowired
    private DatabaseClient database;

    /** By what an order is paid: what comes at once, comes later, and does not come. */
    private enum Means {
        CARD,
        DEBIT,
        DEBIT_THAT_FAILS;

        Mono<?> pay(GuestBuyer buyer, URI page) {
            return switch (this) {
                case CARD -> buyer.pay(page, GuestBuyer.CARD_THAT_PAYS);
                case DEBIT -> buyer.allowDebit(page, GuestBuyer.IBAN_THAT_PAYS);
                case DEBIT_THAT_FAILS -> buyer.allowDebit(page, GuestBuyer.IBAN_THAT_FAILS);
            };
        }
    }

    /** What can happen to an order. */
    private enum Step {
        PAYS,
        BANK_DECIDES,
        OLD_NEWS,
        WEBHOOK_TWICE_AT_ONCE,
        COMES_BACK,
        JANITOR,
        TIME_RUNS_OUT,
        CANCELS,
        CANCELS_WHILE_STRIPE_IS_AWAY,
        ALL_AT_ONCE
    }

    @BeforeEach
    void nobodyIsToldByItself() {
        Surroundings.STRIPE.webhooks().faults(Faults.LOST);
    }

    /** So that the janitor, which is called hundreds of times, does not look after what other tests have left each time. */
    @BeforeEach
    void nothingElseIsDue() {
        database.sql("update payment_intent set check_at = null where check_at is not null")
                .then()
                .block();
    }

    @AfterEach
    void allIsWell() {
        Surroundings.STRIPE.outages().end();
        Surroundings.STRIPE.webhooks().faults(Faults.NONE);
    }

    /** An order's steps, and what its buyer pays by. */
    private record Life(Means means, List<Step> steps) {}

    static List<Life> lives() {
        return IntStream.range(0, LIVES)
                .mapToObj(seed -> new Life(Means.values()[seed % Means.values().length], life(seed)))
                .toList();
    }

    private static List<Step> life(int seed) {
        var random = new Random(seed);
        var steps = new ArrayList<>(IntStream.range(0, STEPS)
                .mapToObj(_ -> Step.values()[1 + random.nextInt(Step.values().length - 1)])
                .toList());
        steps.set(random.nextInt(STEPS), Step.PAYS);
        Collections.rotate(steps, random.nextInt(STEPS));
        return List.copyOf(steps);
    }

    @ParameterizedTest
    @MethodSource("lives")
    void theOrderSaysInTheEndWhatStripeSays(Life life) {
        var listing = Listing.of("Any order", Provider.named("Nordkyst")).intake(7_700L, "EUR", 3);
        shop.onSale(listing);
        var buyer = shop.guest("any-order@example.org");
        buyer.add(listing.id(), listing.firstIntake()).block();
        var order = Objects.requireNonNull(buyer.checkOut().block());
        var page = Objects.requireNonNull(buyer.paymentPage(order).block());
        var pays = life.means().pay(buyer, page);

        life.steps().forEach(step -> take(step, order, buyer, pays));
        take(Step.BANK_DECIDES, order, buyer, pays);
        take(Step.TIME_RUNS_OUT, order, buyer, pays);
        take(Step.OLD_NEWS, order, buyer, pays);

        var paid = Objects.requireNonNull(state(order).block()) instanceof SessionState.Paid;
        assertThat(shop.status(order)).isIn(paid ? List.of("PAID", "FULFILLED") : List.of("EXPIRED", "CANCELLED"));
        assertThat(shop.seatsTaken(listing.firstIntake())).isEqualTo(paid ? 1 : 0);
        assertThat(count(order, "posting where account = 'STRIPE' and")).isEqualTo(paid ? 1 : 0);
        assertThat(count(order, "enrollment where")).isEqualTo(paid ? 1 : 0);
        assertThat(count(order, "order_key where purpose = 'CLAIM' and")).isEqualTo(paid ? 1 : 0);
    }

    private void take(Step step, UUID order, GuestBuyer buyer, Mono<?> pays) {
        switch (step) {
            case PAYS -> pays.block();
            case BANK_DECIDES -> Surroundings.STRIPE.bank().settleDebits();
            case OLD_NEWS -> oldNews(order).block();
            case WEBHOOK_TWICE_AT_ONCE ->
                Mono.when(webhook(order), webhook(order)).block();
            case COMES_BACK -> buyer.comeBack(order).block();
            case JANITOR -> due(order).then(Mono.defer(janitor::sweep)).block();
            case TIME_RUNS_OUT ->
                overdue(order).then(Mono.defer(janitor::sweep)).block();
            case CANCELS -> payments.withdraw(order).block();
            case CANCELS_WHILE_STRIPE_IS_AWAY -> {
                Surroundings.STRIPE.outages().fail(Outage.UNAVAILABLE_FOR_LONG, 100);
                payments.withdraw(order).block();
                Surroundings.STRIPE.outages().end();
            }
            case ALL_AT_ONCE ->
                Mono.when(
                                webhook(order),
                                oldNews(order),
                                buyer.comeBack(order),
                                payments.withdraw(order),
                                overdue(order).then(Mono.defer(janitor::sweep)))
                        .block();
        }
    }

    /** All that was ever told of its page, over the wire and signed, in any order, as it was then. */
    private Mono<Void> oldNews(UUID order) {
        return session(order).flatMap(Surroundings.STRIPE.webhooks()::repeat);
    }

    /** As it says now what it says; a late one therefore says what has long been known. */
    private Mono<Void> webhook(UUID order) {
        return state(order).flatMap(complete::complete).then();
    }

    private Mono<SessionState> state(UUID order) {
        return session(order).flatMap(stripe::find);
    }

    private Mono<String> session(UUID order) {
        return database.sql("select session from payment_intent where order_id = :order")
                .bind("order", order)
                .mapValue(String.class)
                .one();
    }

    /** Before all that other tests have left: the janitor takes up a few at a time. */
    private Mono<Void> due(UUID order) {
        return run(
                "update payment_intent set check_at = now() - interval '1 day' where order_id = :order and check_at is not null",
                order);
    }

    private Mono<Void> overdue(UUID order) {
        return run("update orders set expires_at = now() - interval '3 days' where id = :order", order)
                .then(due(order));
    }

    private Mono<Void> run(String sql, UUID order) {
        return database.sql(sql).bind("order", order).then();
    }

    private long count(UUID order, String rows) {
        return shop.count("select count(*) from %s order_id = '%s'".formatted(rows, order));
    }
}
