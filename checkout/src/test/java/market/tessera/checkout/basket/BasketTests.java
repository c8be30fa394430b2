package market.tessera.checkout.basket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Intake;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Shop;
import market.tessera.platform.identity.Person;
import market.tessera.sandbox.buyer.Browser;
import market.tessera.sandbox.buyer.Browser.Answer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

@CheckoutTest
class BasketTests {
    @Autowired
    private Shop shop;

    @Autowired
    private TellBaskets tellBaskets;

    @Autowired
    private DatabaseClient database;

    @Test
    void refusesWhatCannotBeBoughtAndKeepsTheRest() {
        var browser = shop.browser();
        add(browser, onSale(Listing.of("Kept", provider()).intake(100L, "EUR", null)));

        var undisclosed = add(browser, onSale(Listing.of("Silent", provider()).intake(null, "EUR", null)));
        var soldOut = add(browser, onSale(Listing.of("Full", provider()).intake(100L, "EUR", 0)));
        var closed = add(
                browser,
                onSale(Listing.of("Late", provider())
                        .add(new Intake(UUID.randomUUID(), 100L, "EUR", null, "2020-01-01"))));
        var unpayable = add(browser, onSale(Listing.of("Too fine", provider()).intake(7_775L, "KWD", null)));
        var withdrawn = Listing.of("Gone", provider()).intake(100L, "EUR", null);
        shop.onSale(withdrawn);
        shop.onSale(withdrawn.withdrawn());

        assertThat(undisclosed.status()).isEqualTo(409);
        assertThat(undisclosed.body()).contains("does not disclose its price");
        assertThat(unpayable.body()).contains("has a digit too many for its currency");
        assertThat(soldOut.body()).contains("No place is left");
        assertThat(closed.body()).contains("has closed");
        assertThat(add(browser, withdrawn).body()).contains("not offered any more");
        assertThat(browser.get("/basket").block().body()).contains("Kept").doesNotContain("Full", "Late");
    }

    @Test
    void anUnknownOfferingIsNotFoundAndANonsensicalOneIsRefused() {
        var nothing = Map.of(
                "offering",
                UUID.randomUUID().toString(),
                "intake",
                UUID.randomUUID().toString());

        assertThat(shop.browser().post("/basket", nothing).block().status()).isEqualTo(404);
        assertThat(shop.browser()
                        .post("/basket", Map.of("offering", "<script>"))
                        .block()
                        .status())
                .isEqualTo(400);
        assertThat(shop.browser().post("/basket", Map.of()).block().status()).isEqualTo(400);
    }

    @Test
    void showsTheNumberOfLinesToEveryPage() {
        var browser = shop.browser();
        var kept = onSale(Listing.of("One", provider()).intake(100L, "EUR", null));
        var removed = onSale(Listing.of("Two", provider()).intake(100L, "EUR", null));

        add(browser, kept);
        add(browser, removed);
        assertThat(browser.cookie("tessera_basket_count")).contains("2");
        browser.post("/basket/lines/%s/removal".formatted(removed.id()), Map.of())
                .block();

        assertThat(browser.cookie("tessera_basket_count")).contains("1");
        assertThat(browser.get("/basket").block().body()).contains("One").doesNotContain("Two");
    }

    @Test
    void anotherIntakeOfTheSameOfferingReplacesTheFirst() {
        var browser = shop.browser();
        var listing =
                onSale(Listing.of("Both", provider()).intake(100L, "EUR", null).intake(200L, "EUR", null));
        add(browser, listing);

        browser.post(
                        "/basket",
                        Map.of(
                                "offering", listing.id().toString(),
                                "intake", listing.intakes().get(1).id().toString()))
                .block();

        assertThat(browser.get("/basket").block().body()).contains("€2").doesNotContain("€1<");
        assertThat(browser.cookie("tessera_basket_count")).contains("1");
    }

    /** Of a promotion that takes half of everything off. */
    private String code() {
        var code = "HALF-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        database.sql(
                        "insert into promotion (id, code, basis_points, made_by, made_at) values (:id, :code, 5000, 'test', now())")
                .bind("id", UUID.randomUUID())
                .bind("code", code)
                .then()
                .block();
        return code;
    }

    @Test
    void followsTheLearnerOnSigningInAndStaysWithThem() {
        var listing = onSale(Listing.of("Mine", provider()).intake(100L, "EUR", null));
        var other = onSale(Listing.of("Earlier", provider()).intake(100L, "EUR", null));
        var learner = Person.learner(UUID.randomUUID(), "follow@example.org", "Learner");
        add(shop.signedIn(learner), other);

        var browser = shop.browser();
        add(browser, listing);
        browser.post("/basket/promotion", Map.of("code", code())).block();
        var basket = browser.cookie("tessera_basket").orElseThrow();
        var signedIn = shop.signedIn(learner);
        signedIn.cookie("tessera_basket", basket);

        assertThat(signedIn.get("/basket").block().body())
                .as("with the code that was typed before")
                .contains("Mine", "Earlier", "−€1");
        assertThat(shop.signedIn(learner).get("/basket").block().body()).contains("Mine", "Earlier", "−€1");
    }

    @Test
    void aLearnersBasketIsOutOfReachForOthersEvenWithItsName() {
        var learner = Person.learner(UUID.randomUUID(), "private@example.org", "Learner");
        var browser = shop.signedIn(learner);
        add(browser, onSale(Listing.of("Private", provider()).intake(100L, "EUR", null)));
        var name = browser.cookie("tessera_basket").orElseThrow();

        var guest = shop.browser();
        guest.cookie("tessera_basket", name);
        var other = shop.signedIn(Person.learner(UUID.randomUUID(), "other@example.org", "Other"));
        other.cookie("tessera_basket", name);

        assertThat(guest.get("/basket").block().body()).doesNotContain("Private");
        assertThat(other.get("/basket").block().body()).doesNotContain("Private");
        assertThat(guest.get("/checkout").block().location()).endsWith("/basket");
    }

    @Test
    void tellsOnceHowManyBasketsAnOfferingWasPutInto() {
        var listing = onSale(
                Listing.of("Wanted", provider()).intake(100L, "EUR", null).intake(200L, "EUR", null));
        var undecided = shop.browser();
        add(undecided, listing);
        add(shop.browser(), listing);
        undecided
                .post(
                        "/basket",
                        Map.of(
                                "offering", listing.id().toString(),
                                "intake", listing.intakes().get(1).id().toString()))
                .block();

        var today = LocalDate.now(ZoneOffset.UTC);
        Mono.when(tellBaskets.tell(today), tellBaskets.tell(today)).block();

        assertThat(shop.count("""
                        select sum((told ->> 'baskets')::int) from event_log, jsonb_array_elements(data -> 'offerings') as told
                        where type = 'baskets.counted' and told ->> 'offering' = '%s'
                        """.formatted(listing.id()))).isEqualTo(2);
    }

    @Test
    void catchesUpWithDaysOfAnOutageAndForgetsWhatWasToldOfDaysLongGone() {
        var offering = UUID.randomUUID();
        var today = LocalDate.now(ZoneOffset.UTC);
        var missed = today.minusDays(6);
        counted(offering, missed);
        counted(offering, today.minusDays(180));
        counted(offering, today.minusDays(181));
        run("delete from basket_count_day where day >= '%s'".formatted(missed));
        tellBaskets
                .tell(today.minusDays(180))
                .then(tellBaskets.tell(today.minusDays(181)))
                .block();
        assertThat(told(offering)).isEqualTo(2);

        tellBaskets.round(today).then(tellBaskets.round(today)).block();

        assertThat(told(offering)).isEqualTo(2);
        assertThat(shop.count("select count(*) from event_log where type = 'baskets.counted' and data ->> 'day' = '%s'"
                        .formatted(today.minusDays(181))))
                .isZero();
        assertThat(shop.count("select count(*) from basket_count where offering = '%s'".formatted(offering)))
                .isEqualTo(2);
    }

    private void counted(UUID offering, LocalDate day) {
        run("insert into basket_count (day, offering, baskets) values ('%s', '%s', 1)".formatted(day, offering));
    }

    private void run(String sql) {
        database.sql(sql).then().block();
    }

    private long told(UUID offering) {
        return shop.count("""
                select count(*) from event_log, jsonb_array_elements(data -> 'offerings') as told
                where type = 'baskets.counted' and told ->> 'offering' = '%s'
                """.formatted(offering));
    }

    private static Provider provider() {
        return Provider.named("Nordkyst");
    }

    private Listing onSale(Listing listing) {
        shop.onSale(listing);
        return listing;
    }

    private static Answer add(Browser browser, Listing listing) {
        return browser.post(
                        "/basket",
                        Map.of(
                                "offering", listing.id().toString(),
                                "intake", listing.firstIntake().toString()))
                .block();
    }
}
