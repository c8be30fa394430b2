package market.tessera.checkout.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Shop;
import market.tessera.sandbox.buyer.GuestBuyer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@CheckoutTest
class SeatRaceTests {
    private static final int BUYERS = 50;
    private static final int SEATS = 5;

    @Autowired
    private Shop shop;

    @Test
    void fiftyBuyersNeverGetMoreThanTheFiveSeatsThereAre() {
        var wanted = Listing.of("The last places", Provider.named("Nordkyst")).intake(1_000L, "EUR", SEATS);
        var second = Listing.of("Plenty", Provider.named("Pandan")).intake(500L, "EUR", null);
        shop.onSale(wanted);
        shop.onSale(second);

        Flux.range(0, BUYERS)
                .flatMap(number -> tries(number, wanted, second), BUYERS)
                .blockLast();

        var intake = wanted.firstIntake();
        assertThat(shop.seatsTaken(intake)).isEqualTo(SEATS);
        assertThat(paidOrders(intake)).isEqualTo(SEATS);
        assertThat(shop.count("select count(*) from order_line where intake = '%s'".formatted(intake)))
                .isEqualTo(SEATS);
        assertThat(history(intake))
                .startsWith(0)
                .isSorted()
                .doesNotHaveDuplicates()
                .allMatch(left -> left < SEATS);
        assertThat(shop.count("select count(*) from payment_intent where status <> 'PAID' and order_id in "
                        + "(select order_id from order_line where intake = '%s')".formatted(intake)))
                .isZero();
    }

    /** Both at once, in an order that differs from buyer to buyer, so that locks taken in the wrong order would meet. */
    private Mono<UUID> tries(int number, Listing wanted, Listing second) {
        var buyer = shop.guest("race-%d@example.org".formatted(number));
        var first = number % 2 == 0 ? wanted : second;
        var then = number % 2 == 0 ? second : wanted;
        return buyer.add(first.id(), first.firstIntake())
                .then(buyer.add(then.id(), then.firstIntake()))
                .then(buyer.checkOut())
                .flatMap(order -> pay(buyer, order))
                .onErrorResume(IllegalStateException.class, _ -> Mono.empty());
    }

    private static Mono<UUID> pay(GuestBuyer buyer, UUID order) {
        return buyer.paymentPage(order)
                .flatMap(page -> buyer.pay(page, GuestBuyer.CARD_THAT_PAYS))
                .flatMap(_ -> buyer.comeBack(order))
                .thenReturn(order);
    }

    private long paidOrders(UUID intake) {
        return shop.count("select count(*) from orders o join order_line l on l.order_id = o.id "
                + "where l.intake = '%s' and o.status in ('PAID', 'FULFILLED')".formatted(intake));
    }

    /** What the other applications were told, newest first: the seats that were left after every change, of which several may be taken at once. */
    private List<Integer> history(UUID intake) {
        return Stream.of(shop.one(
                                "select string_agg(data->>'left', ',' order by version desc) from event_log "
                                        + "where type = 'intake.seats' and subject = '%s'".formatted(intake),
                                String.class)
                        .split(",", -1))
                .map(Integer::valueOf)
                .toList();
    }
}
