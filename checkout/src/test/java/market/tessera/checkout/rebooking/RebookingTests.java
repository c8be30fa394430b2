package market.tessera.checkout.rebooking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Shop;
import market.tessera.platform.identity.Person;
import market.tessera.sandbox.buyer.Browser;
import market.tessera.sandbox.buyer.Browser.Answer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

@CheckoutTest
class RebookingTests {
    @Autowired
    private Shop shop;

    @Autowired
    private Purchases database;

    @Test
    void aPlaceMovesWithItsSeatItsEnrollmentAndItsHistory() {
        var listing = listed("Moves", 3, 1);
        var buyer = new Buyer(listing);
        shop.await("select status from orders where id = '%s'".formatted(buyer.order), "FULFILLED");

        assertThat(buyer.page().body()).contains("Your intake now", "1 place left");
        var unchosen = buyer.browser.post(buyer.path(), Map.of()).block();
        assertThat(unchosen.status()).isEqualTo(422);
        assertThat(unchosen.body()).contains("Choose the intake that you want to move to", "Move my place");
        var moved = buyer.moves(listing.intakes().get(1).id());
        assertThat(moved.location()).endsWith("/orders/%s?done=moved".formatted(buyer.order));
        assertThat(buyer.browser.get(moved.location()).block().body()).contains("Your place has been moved");

        assertThat(shop.seatsTaken(listing.firstIntake())).isZero();
        assertThat(shop.seatsTaken(listing.intakes().get(1).id())).isEqualTo(1);
        shop.await(
                "select string_agg(state, ',' order by requested_at) from enrollment where order_id = '%s'"
                        .formatted(buyer.order),
                "WITHDRAWN,CONFIRMED");
        assertThat(shop.count("select count(*) from order_line where id = '%s' and intake = '%s'"
                        .formatted(buyer.line, listing.intakes().get(1).id())))
                .isEqualTo(1);
        assertThat(shop.mail(buyer.person.email(), "Your new dates").text()).contains("Moves");
        shop.await(
                "select coalesce(confirmed_at > moved_at, false) from order_line where id = '%s'".formatted(buyer.line),
                true);
        assertThat(buyer.browser.get("/orders/" + buyer.order).block().body())
                .contains("You are in", "Moved to this intake on");
        assertThat(buyer.browser.get("/learning").block().body())
                .as("nothing was given back")
                .contains("Moves")
                .doesNotContain("Withdrawn");
        var operator = shop.signedIn(
                new Person(UUID.randomUUID(), Person.Kind.STAFF, "op@example.org", "Op", Set.of("operator")));
        assertThat(operator.get("/checkout/desk/orders/" + buyer.order).block().body())
                .contains("Intake changed by the buyer", "Change intake");
    }

    @Test
    void aMovedPlaceIsConfirmedOnceItIsConfirmedThere() {
        var listing = listed("Waits there", 3, 3);
        var buyer = new Buyer(listing);
        shop.await("select status from orders where id = '%s'".formatted(buyer.order), "FULFILLED");
        buyer.moves(listing.intakes().get(1).id());
        shop.await(
                "select coalesce(confirmed_at > moved_at, false) from order_line where id = '%s'".formatted(buyer.line),
                true);
        var number = shop.one("select number from orders where id = '%s'".formatted(buyer.order), String.class);
        var operator = shop.signedIn(
                new Person(UUID.randomUUID(), Person.Kind.STAFF, "op@example.org", "Op", Set.of("operator")));
        var late = "/checkout/desk?list=unfulfilled";

        database.run(
                "update order_line set confirmed_at = null, moved_at = now() - interval '11 minutes' where id = $1",
                buyer.line);

        assertThat(buyer.browser.get("/orders/" + buyer.order).block().body())
                .contains("Your place is being moved", "being enrolled in this intake")
                .doesNotContain("You are in");
        assertThat(buyer.browser.get("/orders").block().body()).contains("a place is being moved");
        assertThat(operator.get(late).block().body()).contains(number, "a place is being moved");
        database.run("update order_line set confirmed_at = now() where id = $1", buyer.line);
        assertThat(operator.get(late).block().body()).doesNotContain(number);
    }

    @Test
    void addedTaxIsNoOtherPrice() {
        var listing = listed("Taxed", 5, 5);
        database.run(
                "insert into tax_rate (provider, country, kind, treatment, name, rate, valid_from, set_by, set_at)"
                        + " values ($1, null, 'Taxed', 'ADDED', 'VAT', 2500, current_date - 1, 'test', now())",
                listing.provider().id());
        database.run("update offer set tax_kind = 'Taxed' where id = $1", listing.id());
        var buyer = new Buyer(listing);
        shop.await("select status from orders where id = '%s'".formatted(buyer.order), "FULFILLED");

        buyer.moves(listing.intakes().get(1).id());

        assertThat(shop.seatsTaken(listing.intakes().get(1).id())).isEqualTo(1);
    }

    @Test
    void theLastSeatGoesToOneOfThoseWhoWantToMoveThere() {
        var listing = listed("Wanted", 5, 1);
        var buyers = Flux.range(0, 3).map(_ -> new Buyer(listing)).collectList().block();

        var answers = Flux.fromIterable(buyers)
                .flatMap(buyer -> buyer.browser.post(
                        buyer.path(),
                        Map.of("intake", listing.intakes().get(1).id().toString())))
                .map(Answer::status)
                .collectList()
                .block();

        assertThat(answers).containsExactlyInAnyOrder(303, 409, 409);
        assertThat(shop.seatsTaken(listing.firstIntake())).isEqualTo(2);
        assertThat(shop.seatsTaken(listing.intakes().get(1).id())).isEqualTo(1);
    }

    @Test
    void nothingMovesAfterTheStartPastTheTermsOrForAnotherPrice() {
        var listing = listed("Stays", 5, 5).intake(2_000L, "EUR", 5);
        shop.onSale(new Listing(listing.id(), 2, true, listing.title(), listing.provider(), listing.intakes()));
        var buyer = new Buyer(listing);
        var second = listing.intakes().get(1).id();

        var dearer = buyer.moves(listing.intakes().get(2).id());
        assertThat(dearer.status()).isEqualTo(409);
        assertThat(dearer.body()).contains("costs another amount");
        assertThat(buyer.moves(UUID.randomUUID()).body()).contains("cannot be chosen any more");
        database.run("update order_line set starts = current_date - 1 where id = $1", buyer.line);
        assertThat(buyer.moves(second).body())
                .contains("The course has begun")
                .as("there is nothing to choose")
                .doesNotContain("Move my place", "no other intake");
        database.run("update order_line set starts = null, refund_days = 0 where id = $1", buyer.line);
        database.run("update orders set paid_at = now() - interval '1 day' where id = $1", buyer.order);
        assertThat(buyer.moves(second).body()).contains("past its institution");

        var desk = "/checkout/desk/orders/%s/intake/%s".formatted(buyer.order, buyer.line);
        assertThat(finance(UUID.randomUUID()).get(desk).block().status()).isEqualTo(404);
        var own = finance(listing.provider().id());
        assertThat(own.get(desk).block().status()).isEqualTo(200);
        assertThat(own.post(desk, Map.of("intake", second.toString())).block().location())
                .contains("done=rebooked");
        assertThat(shop.signedIn(Purchases.learner("Stranger " + listing.id()))
                        .get(buyer.path())
                        .block()
                        .status())
                .isEqualTo(404);
    }

    @Test
    void nobodyHasTwoPlacesInOneIntake() {
        var listing = listed("Twice", 5, 5);
        var second = listing.intakes().get(1).id();
        var buyer = new Buyer(listing);
        shop.guest(buyer.browser, buyer.person.email())
                .buy(listing.id(), second)
                .block();

        var refused = buyer.moves(second);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("There is a place in that intake already");
        assertThat(shop.seatsTaken(listing.firstIntake())).isEqualTo(1);
        assertThat(shop.seatsTaken(second)).isEqualTo(1);
    }

    private Browser finance(UUID provider) {
        return shop.signedIn(new Person(
                UUID.randomUUID(), Person.Kind.STAFF, "money@example.org", "Money", Set.of(provider + ":finance")));
    }

    private Listing listed(String title, int seats, int other) {
        var listing = Listing.of(title, Provider.named("Nordkyst"))
                .intake(1_000L, "EUR", seats)
                .intake(1_000L, "EUR", other);
        shop.onSale(listing);
        return listing;
    }

    /** A learner with a paid place in the first intake. */
    private final class Buyer {
        private final Person person = Purchases.learner("Mover " + UUID.randomUUID());
        private final Browser browser = shop.signedIn(person);
        private final UUID order;
        private final UUID line;

        Buyer(Listing listing) {
            this.order = shop.guest(browser, person.email())
                    .buy(listing.id(), listing.firstIntake())
                    .block();
            this.line = shop.one("select id from order_line where order_id = '%s'".formatted(order), UUID.class);
        }

        String path() {
            return "/orders/%s/intake/%s".formatted(order, line);
        }

        Answer page() {
            return browser.get(path()).block();
        }

        Answer moves(UUID intake) {
            return browser.post(path(), Map.of("intake", intake.toString())).block();
        }
    }
}
