package market.tessera.checkout.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.RefundListParams;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Shop;
import market.tessera.checkout.Surroundings;
import market.tessera.checkout.order.Payments;
import market.tessera.checkout.settlement.SettleOrder;
import market.tessera.checkout.settlement.SettleOrder.Ending;
import market.tessera.checkout.stripe.SessionState;
import market.tessera.checkout.stripe.StripeCalls;
import market.tessera.checkout.stripe.StripeGateway;
import market.tessera.sandbox.buyer.GuestBuyer;
import market.tessera.sandbox.stripe.Webhooks.Faults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.CannotCreateTransactionException;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Five hundred people want ten places at once, and do what people do: pay, pay twice, fail to pay, let time run out, pay too late, think better of
 * it. What has happened is read from what was written down on the way, not only from how it ended.
 */
@CheckoutTest
class RushTests {
    private static final int BUYERS = 500;
    private static final int SEATS = 10;
    private static final long PRICE = 12_000;
    private static final int AT_ONCE = BUYERS;
    private static final int SOLD_OUT = 409;
    private static final String DECLINED = "4000 0000 0000 0002";
    /** By then, places of people who did not pay have come free. */
    private static final Duration LOOKS_AGAIN_AFTER = Duration.ofSeconds(1);

    private static final Duration JANITOR_PAUSE = Duration.ofMillis(250);

    @Autowired
    private Shop shop;

    @Autowired
    private Payments payments;

    @Autowired
    private SettleOrder settle;

    @Autowired
    private Janitor janitor;

    @Autowired
    private StripeGateway stripe;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private StripeCalls calls;

    private Listing listing;
    private Instant began;

    /** What someone does who has got a place. */
    private enum Fate {
        PAYS,
        PAYS_TWICE_AT_ONCE,
        IS_DECLINED_AND_LEAVES,
        LEAVES,
        PAYS_WHEN_TIME_IS_UP,
        CANCELS
    }

    @BeforeEach
    void newsComesTwiceAndInAnyOrder() {
        Surroundings.STRIPE.webhooks().faults(new Faults(2, Duration.ZERO, true));
        began = Instant.now();
        listing = Listing.of("Ten places", Provider.named("Nordkyst")).intake(PRICE, "EUR", SEATS);
        shop.onSale(listing);
        database.sql("update payment_intent set check_at = null where check_at is not null")
                .then()
                .block();
    }

    @AfterEach
    void allIsWell() {
        Surroundings.STRIPE.webhooks().faults(Faults.NONE);
    }

    @Test
    void neverSellsMorePlacesThanThereAreAndKeepsNoMoneyForNothing() {
        var time = Flux.interval(JANITOR_PAUSE)
                .onBackpressureDrop()
                .concatMap(_ -> timeRunsOut().onErrorComplete(RushTests::looksAgain), 1)
                .subscribe();
        Flux.range(0, BUYERS).flatMap(this::buyer, AT_ONCE).blockLast();
        time.dispose();
        while (shop.count(pending()) + shop.count(unheardOf()) > 0) {
            timeRunsOut().block();
        }

        assertThat(left()).as("places left at every moment").allMatch(left -> left >= 0 && left <= SEATS);
        assertThat(left()).as("every place was taken at some moment").contains(0);
        assertThat(mostSoldAtOnce()).isLessThanOrEqualTo(SEATS);
        assertThat(shop.seatsTaken(listing.firstIntake())).isEqualTo(sold());
        assertThat(everyOrder()).allSatisfy(this::saysWhatStripeSays);
        var charged = charged();
        assertThat(everyOrder())
                .allSatisfy(order -> assertThat(charged.getOrDefault(order.toString(), Charged.NOTHING))
                        .as("what Stripe has of %s", order)
                        .matches(
                                isSold(order)
                                        ? new Charged(1, PRICE)::equals
                                        : lost -> lost.payments() <= 1 && lost.kept() == 0));
        assertThat(shop.count(
                        "select coalesce(sum(amount), 0) from posting where order_id in (%s)".formatted(orders())))
                .isZero();
        assertThat(shop.count("select count(*) from enrollment e where e.order_id in (%s) and state <> 'WITHDRAWN'"
                        .formatted(orders())))
                .isEqualTo(sold());
        lastComersGetWhatIsLeft();
    }

    private Mono<Void> buyer(int number) {
        var fate = Fate.values()[number % Fate.values().length];
        var buyer = shop.guest("rush-%d@example.org".formatted(number));
        return Mono.defer(() -> buyer.add(listing.id(), listing.firstIntake()))
                .filter(added -> added.status() != SOLD_OUT)
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("No place is left")))
                .flatMap(_ -> buyer.checkOut())
                .flatMap(order -> buyer.paymentPage(order).flatMap(page -> meets(fate, buyer, order, page)))
                .then()
                .retryWhen(Retry.fixedDelay(2, LOOKS_AGAIN_AFTER).filter(RushTests::looksAgain))
                .onErrorResume(Exceptions::isRetryExhausted, _ -> Mono.empty());
    }

    /** Where no place was to be had, or the shop had more to do than it can. */
    private static boolean looksAgain(Throwable failure) {
        return failure instanceof IllegalStateException
                || failure instanceof DataAccessResourceFailureException
                || failure instanceof CannotCreateTransactionException;
    }

    private Mono<?> meets(Fate fate, GuestBuyer buyer, UUID order, URI page) {
        var pays = buyer.pay(page, GuestBuyer.CARD_THAT_PAYS);
        return switch (fate) {
            case PAYS -> pays.then(buyer.comeBack(order));
            case PAYS_TWICE_AT_ONCE -> Mono.when(pays, pays, buyer.comeBack(order));
            case IS_DECLINED_AND_LEAVES -> buyer.pay(page, DECLINED);
            case LEAVES -> Mono.empty();
            case PAYS_WHEN_TIME_IS_UP ->
                settle.unpaid(order, Ending.EXPIRED).then(pays).then(buyer.comeBack(order));
            case CANCELS -> Mono.when(payments.withdraw(order), pays);
        };
    }

    /** For everyone who has been to the payment page and has not paid by now. */
    private Mono<Void> timeRunsOut() {
        return run("""
                        update orders set expires_at = now() - interval '1 day' where id in (%s) and status = 'PENDING'
                          and exists (select from payment_intent where order_id = orders.id and session is not null)
                        """)
                .then(
                        run(
                                "update payment_intent set check_at = now() - interval '1 day' where order_id in (%s) and check_at is not null"))
                .then(Mono.defer(janitor::sweep))
                .then();
    }

    private Mono<Void> run(String sql) {
        return database.sql(sql.formatted(orders())).then();
    }

    private void saysWhatStripeSays(UUID order) {
        var session = shop.one(
                "select coalesce(max(session), '') from payment_intent where order_id = '%s'".formatted(order),
                String.class);
        var paid = !session.isEmpty()
                && Objects.requireNonNull(stripe.find(session).block()) instanceof SessionState.Paid;
        assertThat(shop.status(order))
                .isIn(
                        paid
                                ? List.of("PAID", "FULFILLED", "REFUNDED", "EXPIRED", "CANCELLED")
                                : List.of("EXPIRED", "CANCELLED"));
        if (paid && !isSold(order)) {
            assertThat(shop.one(
                            "select status from payment_intent where order_id = '%s'".formatted(order), String.class))
                    .as("money for a place that was not to be had goes back")
                    .isEqualTo("REFUNDED");
        }
    }

    /**
     * What Stripe's own books say of an order.
     *
     * @param payments how many there were
     * @param kept their sum, less what has gone back
     */
    private record Charged(int payments, long kept) {
        static final Charged NOTHING = new Charged(0, 0);

        Charged plus(Charged other) {
            return new Charged(payments + other.payments, kept + other.kept);
        }
    }

    private Map<String, Charged> charged() {
        return Objects.requireNonNull(calls.call(api -> {
                    var charged = new HashMap<String, Charged>();
                    for (var payment : api.paymentIntents().list(payments()).autoPagingIterable()) {
                        if ("succeeded".equals(payment.getStatus())) {
                            charged.merge(
                                    String.valueOf(payment.getMetadata().get("order")),
                                    new Charged(1, payment.getAmountReceived()),
                                    Charged::plus);
                        }
                    }
                    for (var refund : api.refunds().list(refunds()).autoPagingIterable()) {
                        charged.merge(
                                String.valueOf(refund.getMetadata().get("order")),
                                new Charged(0, -refund.getAmount()),
                                Charged::plus);
                    }
                    return charged;
                })
                .block());
    }

    private PaymentIntentListParams payments() {
        return PaymentIntentListParams.builder()
                .setCreated(PaymentIntentListParams.Created.builder()
                        .setGte(began.getEpochSecond())
                        .build())
                .setLimit(100L)
                .build();
    }

    private RefundListParams refunds() {
        return RefundListParams.builder()
                .setCreated(RefundListParams.Created.builder()
                        .setGte(began.getEpochSecond())
                        .build())
                .setLimit(100L)
                .build();
    }

    private boolean isSold(UUID order) {
        return Stream.of("PAID", "FULFILLED").anyMatch(shop.status(order)::equals);
    }

    /** Whoever comes now finds exactly the places that nobody has kept. */
    private void lastComersGetWhatIsLeft() {
        var free = SEATS - sold();
        for (var number = 0; number < free; number++) {
            shop.guest("late-%d@example.org".formatted(number))
                    .buy(listing.id(), listing.firstIntake())
                    .block();
        }
        assertThat(shop.seatsTaken(listing.firstIntake())).isEqualTo(SEATS);
        assertThat(sold()).isEqualTo(SEATS);
    }

    private long sold() {
        return shop.count(
                "select count(*) from orders where status in ('PAID', 'FULFILLED') and id in (%s)".formatted(orders()));
    }

    /** Sales, and what was sold and given back, in the order in which it happened. */
    private long mostSoldAtOnce() {
        return shop.count("""
                select coalesce(max(sold), 0) from (
                  select sum(change) over (order by at, change) as sold from (
                    select paid_at as at, 1 as change from orders where paid_at is not null and id in (%1$s)
                    union all
                    select returned_at, -1 from order_line where returned_at is not null and order_id in (%1$s)) changes) history
                """.formatted(orders()));
    }

    private List<Integer> left() {
        return Objects.requireNonNull(database.sql(
                        "select cast(data->>'left' as int) from event_log where type = 'intake.seats' and subject = :intake order by version")
                .bind("intake", listing.firstIntake().toString())
                .mapValue(Integer.class)
                .all()
                .collectList()
                .block());
    }

    private List<UUID> everyOrder() {
        return Objects.requireNonNull(
                database.sql(orders()).mapValue(UUID.class).all().collectList().block());
    }

    /** Payment pages of which no news has come yet, and money that has not gone back yet, though the janitor is going to see to it. */
    private String unheardOf() {
        return "select count(*) from payment_intent where status in ('OPEN', 'REFUND_DUE') and check_at is not null and order_id in (%s)"
                .formatted(orders());
    }

    private String pending() {
        return "select count(*) from orders where status = 'PENDING' and id in (%s)".formatted(orders());
    }

    private String orders() {
        return "select order_id from order_line where intake = '%s'".formatted(listing.firstIntake());
    }
}
