package market.tessera.checkout.placing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Shop;
import market.tessera.checkout.placing.Placement.Changed;
import market.tessera.checkout.placing.Placement.Placed;
import market.tessera.checkout.settlement.SettleOrder;
import market.tessera.checkout.settlement.SettleOrder.Ending;
import market.tessera.checkout.settlement.Settlement;
import market.tessera.platform.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@CheckoutTest
class PromotionRaceTests {
    private static final Money PRICE = Money.of(10_000, "EUR");
    private static final Money CHEAPER = Money.of(9_000, "EUR");

    private final UUID promotion = UUID.randomUUID();
    private final Listing listing = Listing.of("Wanted", new Provider(UUID.randomUUID(), "Wanted College"))
            .intake(10_000L, "EUR", 500);

    @Autowired
    private Shop shop;

    @Autowired
    private PlaceOrder placeOrder;

    @Autowired
    private SettleOrder settle;

    @Autowired
    private DatabaseClient database;

    @BeforeEach
    void onSale() {
        shop.onSale(listing);
    }

    @Test
    void ofTwoHundredAtOnceExactlyTenGetACodeThatIsGoodForTen() {
        limited("10", "null");

        var placements = atOnce(IntStream.range(0, 200)
                .mapToObj("buyer-%d@example.org"::formatted)
                .toList());

        assertThat(placements).filteredOn(Placed.class::isInstance).hasSize(10);
        assertThat(placements).filteredOn(new Changed()::equals).hasSize(190);
        assertThat(taken()).isEqualTo(10);
        assertThat(uses()).isEqualTo(10);
        assertThat(shop.seatsTaken(listing.firstIntake()))
                .as("who does not get the code holds no seat")
                .isEqualTo(10);
        assertThat(shop.count(
                        "select count(*) from orders o join order_line l on l.order_id = o.id where l.intake = '%s'"
                                .formatted(listing.firstIntake())))
                .isEqualTo(10);
    }

    @Test
    void onePersonGetsItOnceHoweverOftenAndWithWhateverLetters() {
        limited("null", "1");

        var placements = atOnce(IntStream.range(0, 20)
                .mapToObj(at -> at % 2 == 0 ? "same@example.org" : "SAME@example.org")
                .toList());

        assertThat(placements).filteredOn(Placed.class::isInstance).hasSize(1);
        assertThat(taken()).isEqualTo(1);
    }

    @Test
    void anOrderThatExpiresGivesItBackForAnother() {
        limited("1", "null");
        var first = placed(place("first@example.org").block());
        assertThat(place("second@example.org").block()).isEqualTo(new Changed());

        settle.unpaid(first, Ending.EXPIRED).block();
        settle.unpaid(first, Ending.EXPIRED).block();

        assertThat(taken()).isZero();
        assertThat(place("second@example.org").block()).isInstanceOf(Placed.class);
        assertThat(taken()).isEqualTo(1);
    }

    @Test
    void moneyThatComesAfterTheCodeWentToAnotherGoesBack() {
        limited("1", "null");
        var late = placed(place("late@example.org").block());
        settle.unpaid(late, Ending.EXPIRED).block();
        placed(place("quick@example.org").block());

        assertThat(settle.paid(late, CHEAPER).block()).isEqualTo(new Settlement.Unseated());

        assertThat(taken()).isEqualTo(1);
        assertThat(shop.seatsTaken(listing.firstIntake())).isEqualTo(1);
    }

    @Test
    void moneyThatComesLateTakesACodeAgainThatIsStillThere() {
        limited("1", "1");
        var late = placed(place("late@example.org").block());
        settle.unpaid(late, Ending.EXPIRED).block();

        assertThat(settle.paid(late, CHEAPER).block()).isEqualTo(new Settlement.Paid());

        assertThat(taken()).isEqualTo(1);
        assertThat(place("other@example.org").block()).isEqualTo(new Changed());
    }

    private void limited(String total, String person) {
        run("""
            insert into promotion (id, code, basis_points, total_limit, person_limit, made_by, made_at)
            values ('%s', 'RACE-%s', 1000, %s, %s, 'test', now())
            """.formatted(promotion, promotion.toString().toUpperCase(Locale.ROOT), total, person));
    }

    private List<Placement> atOnce(List<String> emails) {
        return Flux.fromIterable(emails).flatMap(this::place, 64).collectList().block();
    }

    /** As someone does who has seen the lower price. */
    private Mono<Placement> place(String email) {
        var basket = UUID.randomUUID();
        var request = new OrderRequest(
                basket, UUID.randomUUID(), null, "Somebody", email, Locale.ENGLISH, CHEAPER, null, Billing.NONE);
        return sql("insert into basket (id, promotion, created_at) values ('%s', '%s', now())"
                        .formatted(basket, promotion))
                .then(sql("""
                        insert into basket_line (basket, offer, intake, price_amount, price_currency, added_at)
                        values ('%s', '%s', '%s', %d, 'EUR', now())
                        """.formatted(basket, listing.id(), listing.firstIntake(), PRICE.amount())))
                .then(Mono.defer(() -> placeOrder.place(request)));
    }

    private static UUID placed(Placement placement) {
        assertThat(placement).isInstanceOf(Placed.class);
        return ((Placed) placement).order();
    }

    private long taken() {
        return shop.count("select taken from promotion where id = '%s'".formatted(promotion));
    }

    private long uses() {
        return shop.count("select count(*) from promotion_use where promotion = '%s'".formatted(promotion));
    }

    private Mono<Void> sql(String sql) {
        return database.sql(sql).then();
    }

    private void run(String sql) {
        sql(sql).block();
    }
}
