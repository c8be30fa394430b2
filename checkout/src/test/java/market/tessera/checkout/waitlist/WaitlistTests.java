package market.tessera.checkout.waitlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Shop;
import market.tessera.checkout.order.Payments;
import market.tessera.platform.identity.Person;
import market.tessera.sandbox.buyer.Browser;
import market.tessera.sandbox.buyer.Browser.Answer;
import market.tessera.sandbox.buyer.GuestBuyer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@CheckoutTest
class WaitlistTests {
    private static final int OUTSIDERS = 20;

    @Autowired
    private Shop shop;

    @Autowired
    private Payments payments;

    @Autowired
    private Purchases database;

    @Test
    void seatsThatComeFreeAtOnceAreOfferedInTurnAndSoldToNobodyElse() {
        var listing = full("Two come free", 2);
        var orders = Stream.of("a", "b")
                .map(name -> ordered(shop.guest(name + "-" + listing.id() + "@example.org"), listing))
                .toList();
        var first = new Waiting("First", listing);
        var second = new Waiting("Second", listing);
        var third = new Waiting("Third", listing);
        assertThat(first.page()).contains("number 1 in line");
        assertThat(third.page()).contains("number 3 in line");

        Flux.merge(
                        Flux.range(0, OUTSIDERS).flatMap(_ -> tries(listing), OUTSIDERS),
                        Flux.fromIterable(orders).flatMap(payments::withdraw))
                .blockLast();

        shop.await(states(listing), "OFFERED,OFFERED,WAITING");
        assertThat(shop.seatsTaken(listing.firstIntake())).isEqualTo(2);
        assertThat(first.page()).contains("A place is held for you");
        assertThat(shop.mail(second.person().email(), "A place is held for you").text())
                .contains("/waitlist/places/");
        assertThat(shop.count("select count(*) from order_line where intake = '%s' and order_id not in ('%s', '%s')"
                        .formatted(listing.firstIntake(), orders.get(0), orders.get(1))))
                .isZero();
        assertThat(first.takes().location()).endsWith("/basket");
        assertThat(shop.status(first.pays())).isIn("PAID", "FULFILLED");

        lapses(second);
        shop.await(states(listing), "ORDERED,LAPSED,OFFERED");
        assertThat(second.takes().status()).isEqualTo(409);
        third.leaves();
        shop.await(states(listing), "ORDERED,LAPSED,LEFT");

        assertThat(shop.seatsTaken(listing.firstIntake())).isEqualTo(1);
        assertThat(shop.guest("afterwards@example.org")
                        .buy(listing.id(), listing.firstIntake())
                        .block())
                .isNotNull();
    }

    @Test
    void anOfferThatEndsWhileItIsBeingPaidIsThePayersStill() {
        var listing = full("Paid at the last moment", 1);
        var order = ordered(shop.guest("holds-" + listing.id() + "@example.org"), listing);
        var payer = new Waiting("Payer", listing);
        var next = new Waiting("Next", listing);
        payments.withdraw(order).block();
        shop.await(states(listing), "OFFERED,WAITING");
        payer.takes();
        var placed = payer.places();

        lapses(payer);
        assertThat(payer.pays(placed)).isEqualTo(placed);

        assertThat(shop.status(placed)).isIn("PAID", "FULFILLED");
        assertThat(shop.one(states(listing), String.class)).isEqualTo("ORDERED,WAITING");
        assertThat(next.page()).contains("number 1 in line");
    }

    @Test
    void anAbandonedOrderKeepsTheOfferForAsLongAsItWasMade() {
        var listing = full("Abandoned", 1);
        var order = ordered(shop.guest("holds-" + listing.id() + "@example.org"), listing);
        var hesitant = new Waiting("Hesitant", listing);
        var next = new Waiting("Patient", listing);
        payments.withdraw(order).block();
        shop.await(states(listing), "OFFERED,WAITING");
        hesitant.takes();

        var abandoned = hesitant.places();
        hesitant.browser()
                .post("/orders/%s/cancellation".formatted(abandoned), Map.of())
                .block();
        assertThat(shop.one(states(listing), String.class)).isEqualTo("OFFERED,WAITING");
        var again = hesitant.places();
        lapses(hesitant);
        hesitant.browser()
                .post("/orders/%s/cancellation".formatted(again), Map.of())
                .block();

        shop.await(states(listing), "LAPSED,OFFERED");
        assertThat(next.takes().location()).endsWith("/basket");
        assertThat(shop.seatsTaken(listing.firstIntake())).isEqualTo(1);
    }

    @Test
    void aGuestStandsInLineOnceTheAddressIsProvenAndNobodyTwice() {
        var listing = full("Proven", 1);
        ordered(shop.guest("holds-" + listing.id() + "@example.org"), listing);
        var guest = shop.browser();
        var line = "/waitlist/" + listing.firstIntake();
        assertThat(guest.post(line, Map.of("name", "", "email", "nobody")).block())
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(422))
                .satisfies(answer -> assertThat(answer.body()).contains("nobody", "Enter your name"));
        var address = "guest-%s@example.org".formatted(listing.id());
        assertThat(guest.post(line, Map.of("name", "Noor", "email", address))
                        .block()
                        .body())
                .contains("Look into your mail");
        assertThat(shop.one(states(listing), String.class)).isEqualTo("UNCONFIRMED");

        var mailed = shop.mail(address, "Confirm your place").text();
        var place = mailed.replaceFirst("(?s).*(/waitlist/places/[A-Za-z0-9_-]+).*", "$1");
        guest.post(place + "/confirmation", Map.of()).block();
        guest.post(place + "/confirmation", Map.of()).block();

        assertThat(guest.get(place).block().body()).contains("number 1 in line");
        assertThat(shop.count("select waiting from offer_intake where id = '%s'".formatted(listing.firstIntake())))
                .isEqualTo(1);
        var learner = new Waiting("Twice", listing);
        assertThat(learner.joins().location()).contains("again=true");
        assertThat(learner.shelf()).contains("Waitlists", "Proven", "number 2 in line");
        assertThat(guest.get("/waitlist/places/" + "x".repeat(60)).block().status())
                .isEqualTo(404);
        var other = shop.signedIn(Purchases.learner("Other " + listing.id()));
        assertThat(other.get(learner.address()).block().status()).isEqualTo(404);
        learner.leaves();
        assertThat(learner.shelf()).doesNotContain("Waitlists");
    }

    @Test
    void thereIsNoLineWhereNoneIsKeptOrSeatsAreFree() {
        var free = full("Free seats", 3);
        var none = Listing.of("No line", Provider.named("Nordkyst")).intake(100L, "EUR", 0);
        shop.onSale(none);
        var browser = shop.signedIn(Purchases.learner("Early " + free.id()));

        assertThat(browser.get("/waitlist/" + free.firstIntake()).block().body())
                .contains("There are places left");
        assertThat(browser.post("/waitlist/" + none.firstIntake(), Map.of())
                        .block()
                        .status())
                .isEqualTo(409);
        assertThat(browser.get("/waitlist/" + UUID.randomUUID()).block().status())
                .isEqualTo(404);
        assertThat(shop.guest(browser, "x@example.org")
                        .add(none.id(), none.firstIntake())
                        .block()
                        .body())
                .contains("No place is left")
                .doesNotContain("Join the waitlist");
    }

    /** A learner who stands in line. */
    private final class Waiting {
        private final Person person;
        private final Browser browser;
        private final Listing listing;
        private final String address;

        Waiting(String name, Listing listing) {
            this.person = Purchases.learner(name + " " + listing.id());
            this.browser = shop.signedIn(person);
            this.listing = listing;
            this.address = joins().location().replaceFirst("https?://[^/]+", "");
        }

        Answer joins() {
            return browser.post("/waitlist/" + listing.firstIntake(), Map.of()).block();
        }

        Person person() {
            return person;
        }

        Browser browser() {
            return browser;
        }

        String address() {
            return address;
        }

        String page() {
            return browser.get(address).block().body();
        }

        String shelf() {
            return browser.get("/learning").block().body();
        }

        Answer takes() {
            return browser.post(
                            "/basket",
                            Map.of(
                                    "offering", listing.id().toString(),
                                    "intake", listing.firstIntake().toString(),
                                    "place", address.replaceFirst(".*/", "")))
                    .block();
        }

        void leaves() {
            browser.post(address + "/leaving", Map.of()).block();
        }

        UUID places() {
            return shop.guest(browser, person.email()).checkOut().block();
        }

        UUID pays() {
            return pays(places());
        }

        UUID pays(UUID order) {
            return pay(shop.guest(browser, person.email()), order).block();
        }
    }

    private static Mono<UUID> pay(GuestBuyer buyer, UUID order) {
        return buyer.paymentPage(order)
                .flatMap(page -> buyer.pay(page, GuestBuyer.CARD_THAT_PAYS))
                .flatMap(_ -> buyer.comeBack(order))
                .thenReturn(order);
    }

    private Listing full(String title, int seats) {
        var listing = Listing.of(title, Provider.named("Nordkyst")).intakeWithLine(1_000L, seats);
        shop.onSale(listing);
        return listing;
    }

    private UUID ordered(GuestBuyer guest, Listing listing) {
        return guest.add(listing.id(), listing.firstIntake())
                .then(guest.checkOut())
                .block();
    }

    private Mono<UUID> tries(Listing listing) {
        var guest = shop.guest("outsider-%s@example.org".formatted(UUID.randomUUID()));
        return guest.add(listing.id(), listing.firstIntake())
                .then(guest.checkOut())
                .onErrorResume(IllegalStateException.class, _ -> Mono.empty());
    }

    private void lapses(Waiting waiting) {
        database.run(
                "update waiting_place set offered_until = now() - interval '1 second' where email = $1",
                waiting.person().email());
    }

    private static String states(Listing listing) {
        return "select coalesce(string_agg(state, ',' order by turn), '') from waiting_place where intake = '%s'"
                .formatted(listing.firstIntake());
    }
}
