package market.tessera.checkout.placing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Shop;
import market.tessera.checkout.StatementCounter;
import market.tessera.checkout.basket.Baskets;
import market.tessera.checkout.placing.NewOrders.NewOrder;
import market.tessera.sandbox.buyer.Browser.Answer;
import market.tessera.sandbox.buyer.GuestBuyer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is confirmed at the same time is written together, and nobody gets what is somebody else's by it. */
@CheckoutTest
class ManyOrdersTests {
    private static final int BUYERS = 12;

    @Autowired
    private Shop shop;

    @Autowired
    private ManyOrders manyOrders;

    @Autowired
    private Baskets baskets;

    @Autowired
    private TransactionalOperator transaction;

    @Test
    void everyBuyerGetsTheOrderThatWasConfirmed() {
        var seminar = onSale(Listing.of("Seminar", Provider.named("Nordkyst")).intake(1_000L, "EUR", BUYERS));
        var studio = onSale(Listing.of("Studio", Provider.named("Pandan")).intake(2_500L, "EUR", BUYERS));

        var orders = Flux.range(0, BUYERS)
                .flatMapSequential(number -> ready(number, number % 2 == 0 ? seminar : studio), BUYERS)
                .collectList()
                .flatMapMany(ready -> Flux.fromIterable(ready).flatMapSequential(Ready::confirm, BUYERS))
                .map(GuestBuyer::order)
                .collectList()
                .block();

        assertThat(orders).doesNotHaveDuplicates().hasSize(BUYERS);
        for (var number = 0; number < BUYERS; number++) {
            var listing = number % 2 == 0 ? seminar : studio;
            assertThat(shop.one(
                            "select o.email || ' ' || o.amount || ' ' || l.intake || ' ' || i.status from orders o join order_line l on l.order_id = o.id join payment_intent i on i.order_id = o.id where o.id = '%s'"
                                    .formatted(orders.get(number)),
                            String.class))
                    .isEqualTo("%s %d %s INTENDED"
                            .formatted(email(number), number % 2 == 0 ? 1_000 : 2_500, listing.firstIntake()));
        }
        assertThat(shop.seatsTaken(seminar.firstIntake())).isEqualTo(BUYERS / 2);
        assertThat(shop.seatsTaken(studio.firstIntake())).isEqualTo(BUYERS / 2);
    }

    @Test
    void theLastSeatsAreSoldAndWhatElseWasWantedAtThatMomentAsWell() {
        var few = onSale(Listing.of("Two seats", Provider.named("Nordkyst")).intake(1_000L, "EUR", 2));
        var many = onSale(Listing.of("Any number", Provider.named("Pandan")).intake(2_500L, "EUR", null));

        var ordered = Flux.range(0, BUYERS)
                .flatMapSequential(number -> ready(number, number < 5 ? few : many), BUYERS)
                .collectList()
                .flatMapMany(ready -> Flux.fromIterable(ready).flatMapSequential(Ready::confirm, BUYERS))
                .map(answer -> answer.location().contains("/orders/"))
                .collectList()
                .block();

        assertThat(ordered.subList(0, 5)).filteredOn(Boolean::booleanValue).hasSize(2);
        assertThat(ordered.subList(5, BUYERS)).containsOnly(true);
        assertThat(shop.seatsTaken(few.firstIntake())).isEqualTo(2);
        assertThat(shop.seatsTaken(many.firstIntake())).isEqualTo(BUYERS - 5);
    }

    @Test
    void onePageThatIsSentManyTimesPlacesOneOrder() {
        var listing = onSale(Listing.of("Impatient", Provider.named("Nordkyst")).intake(1_000L, "EUR", BUYERS));
        var ready = Objects.requireNonNull(ready(0, listing).block());

        var orders = Flux.range(0, 6)
                .flatMap(_ -> ready.confirm(), 6)
                .map(GuestBuyer::order)
                .collectList()
                .block();

        assertThat(orders).hasSize(6);
        assertThat(orders.stream().distinct()).hasSize(1);
        assertThat(shop.seatsTaken(listing.firstIntake())).isEqualTo(1);
    }

    @Test
    void manyCostAsManyStatementsAsOne() {
        var listing = onSale(Listing.of("Counted", Provider.named("Nordkyst")).intake(1_000L, "EUR", BUYERS));
        var one = statements(List.of(newOrder(0, listing)));

        assertThat(statements(IntStream.range(1, 6)
                        .mapToObj(number -> newOrder(number, listing))
                        .toList()))
                .isEqualTo(one)
                .isBetween(1, 4);
    }

    private int statements(List<NewOrder> orders) {
        var count = new AtomicInteger();
        transaction
                .transactional(manyOrders.write(orders))
                .contextWrite(context -> context.put(StatementCounter.class, count))
                .block();
        return count.get();
    }

    private NewOrder newOrder(int number, Listing listing) {
        shop.guest(email(number)).add(listing.id(), listing.firstIntake()).block();
        var basket = shop.one(
                "select basket from basket_line where intake = '%s' order by added_at desc limit 1"
                        .formatted(listing.firstIntake()),
                UUID.class);
        var purchase =
                Objects.requireNonNull(baskets.read(basket).block()).purchases().getFirst();
        var request = new OrderRequest(
                basket,
                UUID.randomUUID(),
                null,
                "Counted",
                email(number),
                Locale.ENGLISH,
                purchase.total(),
                null,
                Billing.NONE);
        return NewOrder.of(request, purchase, false);
    }

    private record Ready(GuestBuyer buyer, Answer page) {
        Mono<Answer> confirm() {
            return buyer.confirm(page);
        }
    }

    private Mono<Ready> ready(int number, Listing listing) {
        var browser = shop.browser();
        var buyer = shop.guest(browser, email(number));
        return buyer.add(listing.id(), listing.firstIntake())
                .then(browser.get("/checkout"))
                .map(page -> new Ready(buyer, page));
    }

    private static String email(int number) {
        return "together-%d@example.org".formatted(number);
    }

    private Listing onSale(Listing listing) {
        shop.onSale(listing);
        return listing;
    }
}
