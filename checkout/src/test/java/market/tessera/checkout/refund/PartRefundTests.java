package market.tessera.checkout.refund;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Payees;
import market.tessera.checkout.Shop;
import market.tessera.checkout.Surroundings;
import market.tessera.checkout.reconciliation.Reconcile;
import market.tessera.checkout.refund.Refund.Reason;
import market.tessera.checkout.refund.Refund.Requester;
import market.tessera.checkout.refund.RefundRequest.Extent;
import market.tessera.checkout.refund.Refunding.Agreed;
import market.tessera.checkout.refund.Refunding.Refused;
import market.tessera.checkout.refund.Refunding.Why;
import market.tessera.platform.money.Money;
import market.tessera.sandbox.buyer.Browser;
import market.tessera.sandbox.buyer.Browser.Answer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@CheckoutTest
class PartRefundTests {
    @Autowired
    private Shop shop;

    @Autowired
    private RequestRefund request;

    @Autowired
    private Reconcile reconcile;

    @Test
    void financeGivesPartOfThePriceBackAndThePlaceStays() {
        var sold = sold("part@example.org", 11_900L, "EUR", true);
        assertThat(sold.page().body()).contains("What becomes of the places", "Amount for each place, in EUR");

        var done = sold.refunds(Map.of("amount", "20", "places", "stay", "reason", "NOT_AS_DESCRIBED"));

        assertThat(sold.desk().get(done.location()).block().body())
                .contains(
                        "The places stay as they are",
                        "€20 given back",
                        "Part of the price given back by the institution")
                .contains("€99 left of €119");
        shop.await("select status from refund where order_id = '%s'".formatted(sold.order()), "SUCCEEDED");
        assertThat(shop.status(sold.order())).isEqualTo("FULFILLED");
        assertThat(shop.one("select state from enrollment where order_id = '%s'".formatted(sold.order()), String.class))
                .isNotEqualTo("WITHDRAWN");
        assertThat(shop.seatsTaken(sold.listing().firstIntake())).isEqualTo(1);
        assertThat(sold.booked())
                .as("a fifth of a sixth of everything, but for the cents")
                .isEqualTo(Map.of("STRIPE", 9_900L, "TAX", -1_581L, "COMMISSION", -832L, "PROVIDER", -7_487L));
        assertThat(shop.mail("part@example.org", "Refund").text())
                .contains("Your places stay as they are", "€20 of €119", "it was not as described");
        assertThat(sold.buyer().get("/orders/" + sold.order()).block().body()).contains("€20 given back", "−€20");
        assertThat(sold.buyer()
                        .get("/orders/" + sold.order() + "/refund")
                        .block()
                        .body())
                .contains("-R1", "€20");
        assertThat(creditNote(sold))
                .contains("Part of the €119 that was invoiced", "VAT 19 %", "€3.19", "€16.81", "€20");
        assertThat(sold.buyer()
                        .get("/orders/" + sold.order() + "/documents/receipt")
                        .block()
                        .body())
                .contains("€20 given back", "−€20", "€99");
        assertThat(differences(sold)).isZero();
    }

    @Test
    void partsFollowEachOtherUpToWhatIsLeftAndThePlaceCanStillGo() {
        var sold = sold("several@example.org", 10_001L, "EUR", false);
        for (var amount : Set.of("33.33", "33,34", "0.01")) {
            assertThat(sold.refunds(Map.of("amount", amount, "places", "stay")).status())
                    .isEqualTo(303);
        }

        var tooMuch = sold.refunds(Map.of("amount", "33.34", "places", "stay", "note", "Too much"));
        assertThat(tooMuch.status()).isEqualTo(422);
        assertThat(tooMuch.body())
                .contains(
                        "more than is left of one of the chosen places", "33.34", "Too much", "€33.33 left of €100.01");
        for (var wrong : Set.of("0", "-1", "1.001", "twenty")) {
            assertThat(sold.refunds(Map.of("amount", wrong, "places", "stay")).body())
                    .as(wrong)
                    .contains("Type an amount such as 20");
        }
        assertThat(sold.refunds(Map.of("amount", "1")).body()).contains("Say whether the places end or stay");

        assertThat(sold.refunds(Map.of("places", "end")).status()).isEqualTo(303);

        shop.await(
                "select sum(amount) from refund where status = 'SUCCEEDED' and order_id = '%s'".formatted(sold.order()),
                10_001L);
        assertThat(shop.status(sold.order())).isEqualTo("REFUNDED");
        assertThat(sold.booked().values()).allMatch(sum -> sum == 0);
        assertThat(differences(sold)).isZero();
        assertThat(ask(sold, 1L, true)).isEqualTo(new Refused(Why.TOO_MUCH));
    }

    @Test
    void aFormGivesOnceHoweverOftenItIsSent() {
        var sold = sold("twice@example.org", 10_000L, "EUR", false);
        var form = Map.of("amount", "30", "places", "stay", "note", "Out of goodwill", "seen", sold.seen());

        var answers = Flux.range(0, 4)
                .flatMap(_ -> sold.sends(form), 4)
                .map(Answer::status)
                .collectList()
                .block();
        var again = sold.sends(form).block();
        var unseen = sold.sends(Map.of("amount", "30", "places", "stay")).block();

        assertThat(answers).containsExactlyInAnyOrder(303, 422, 422, 422);
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.body())
                .contains("went back since you opened this page", "Out of goodwill", "€70 left of €100")
                .containsPattern("name=\"amount\"[^>]*value=\"30\"")
                .contains("name=\"seen\" value=\"3000\"");
        assertThat(unseen.status()).isEqualTo(422);
        assertThat(request.request(seen(wish(sold, 3_000L, true), 0)).block())
                .as("decided under the order's lock")
                .isEqualTo(new Refused(Why.CHANGED_MEANWHILE));
        assertThat(shop.count("select refunded_amount from order_line where id = '%s'".formatted(sold.line())))
                .isEqualTo(3_000);

        assertThat(sold.refunds(form).status()).as("wanted once more").isEqualTo(303);
        assertThat(shop.count("select sum(amount) from refund where order_id = '%s'".formatted(sold.order())))
                .isEqualTo(6_000);
    }

    @Test
    void aPlaceEndsForAPartOfItsPrice() {
        var sold = sold("fee@example.org", 10_000L, "EUR", false);

        sold.refunds(Map.of("amount", "80", "places", "end"));

        shop.await("select status from refund where order_id = '%s'".formatted(sold.order()), "SUCCEEDED");
        assertThat(shop.status(sold.order())).isEqualTo("REFUNDED");
        assertThat(shop.seatsTaken(sold.listing().firstIntake())).isZero();
        assertThat(sold.booked()).containsEntry("PROVIDER", -1_800L).containsEntry("COMMISSION", -200L);
        assertThat(sold.buyer().get("/orders/" + sold.order()).block().body())
                .contains("Every place has ended", "−€80")
                .doesNotContain("The whole amount");
        assertThat(ask(sold, null, false)).isEqualTo(new Refused(Why.RETURNED_BEFORE));
        assertThat(ask(sold, 2_000L, true)).as("the rest, out of goodwill").isInstanceOf(Agreed.class);
        shop.await(
                "select count(*) from refund where status = 'SUCCEEDED' and order_id = '%s'".formatted(sold.order()),
                2L);
        assertThat(sold.booked().values()).allMatch(sum -> sum == 0);
    }

    @Test
    void manyAtOnceNeverGiveBackMoreThanWasPaid() {
        var sold = sold("part-race@example.org", 39_000L, "EUR", false);

        var outcomes = Flux.range(0, 8)
                .flatMap(
                        number -> request.request(number == 0 ? wish(sold, null, false) : wish(sold, 10_000L, true)), 8)
                .collectList()
                .block();

        var agreed = outcomes.stream().filter(Agreed.class::isInstance).count();
        assertThat(agreed).isBetween(1L, 4L);
        assertThat(shop.count("select sum(amount) from refund where order_id = '%s'".formatted(sold.order())))
                .as("all of it where the place went; else as many parts as fit")
                .isEqualTo(shop.count("select refunded_amount from order_line where id = '%s'".formatted(sold.line())))
                .isLessThanOrEqualTo(39_000);
        shop.await(
                "select count(*) from refund where status = 'SUCCEEDED' and order_id = '%s'".formatted(sold.order()),
                agreed);
        assertThat(sold.booked().getOrDefault("BUYER", 0L)).isZero();
        assertThat(sold.booked().getOrDefault("STRIPE", 0L))
                .isEqualTo(39_000
                        - shop.count("select refunded_amount from order_line where id = '%s'".formatted(sold.line())));
        assertThat(differences(sold)).isZero();
    }

    @Test
    void currenciesOfOtherStepsThanCentsGiveBackWhatCanBePaidInThem() {
        var yen = sold("part-yen@example.org", 7_777L, "JPY", true);
        var dinar = sold("part-dinar@example.org", 7_770L, "KWD", true);
        var ariary = sold("part-ariary@example.org", 777_700L, "MGA", true);

        assertThat(yen.refunds(Map.of("amount", "33.5", "places", "stay")).status())
                .isEqualTo(422);
        assertThat(dinar.refunds(Map.of("amount", "1.005", "places", "stay")).status())
                .isEqualTo(422);
        assertThat(ariary.refunds(Map.of("amount", "0.50", "places", "stay")).status())
                .isEqualTo(422);
        for (var amount : Set.of("33", "1", "2222")) {
            assertThat(ariary.refunds(Map.of("amount", amount, "places", "stay"))
                            .status())
                    .isEqualTo(303);
            assertThat(yen.refunds(Map.of("amount", amount, "places", "stay")).status())
                    .isEqualTo(303);
        }
        for (var amount : Set.of("1.01", "0.01", "3.33")) {
            assertThat(dinar.refunds(Map.of("amount", amount, "places", "stay")).status())
                    .isEqualTo(303);
        }

        for (var sold : Set.of(yen, dinar, ariary)) {
            shop.await(
                    "select count(*) from refund where status = 'SUCCEEDED' and order_id = '%s'"
                            .formatted(sold.order()),
                    3L);
            assertThat(sold.booked().values().stream().mapToLong(sum -> sum).sum())
                    .isZero();
            assertThat(differences(sold)).isZero();
            sold.refunds(Map.of("places", "end"));
            shop.await(
                    "select count(*) from refund where status = 'SUCCEEDED' and order_id = '%s'"
                            .formatted(sold.order()),
                    4L);
            assertThat(sold.booked().values()).allMatch(sum -> sum == 0);
        }
    }

    @Test
    void aDisputeThatIsLostTakesWhatPartsHaveLeft() {
        var sold = sold("part-denied@example.org", 10_000L, "EUR", false);
        sold.refunds(Map.of("amount", "30", "places", "stay"));
        shop.await("select status from refund where order_id = '%s'".formatted(sold.order()), "SUCCEEDED");

        var dispute = Surroundings.STRIPE
                .bank()
                .dispute(shop.one(
                        "select reference from payment_intent where order_id = '%s'".formatted(sold.order()),
                        String.class));
        shop.await("select state from dispute where stripe_id = '%s'".formatted(dispute), "OPEN");
        Surroundings.STRIPE.bank().decide(dispute, false);
        shop.await("select state from dispute where stripe_id = '%s'".formatted(dispute), "LOST");

        assertThat(shop.status(sold.order())).isEqualTo("REFUNDED");
        assertThat(sold.booked().values()).allMatch(sum -> sum == 0);
    }

    private final class Sold {
        private final UUID order;
        private final Listing listing;
        private final Browser buyer;
        private final Browser desk;

        Sold(UUID order, Listing listing, Browser buyer, Browser desk) {
            this.order = order;
            this.listing = listing;
            this.buyer = buyer;
            this.desk = desk;
        }

        UUID order() {
            return order;
        }

        Listing listing() {
            return listing;
        }

        Browser buyer() {
            return buyer;
        }

        Browser desk() {
            return desk;
        }

        UUID line() {
            return shop.one("select id from order_line where order_id = '%s'".formatted(order), UUID.class);
        }

        Answer page() {
            return desk.get("/checkout/desk/orders/" + order).block();
        }

        /** What the page shows as given back, by which a form names the state it is for. */
        String seen() {
            return page().body().replaceFirst("(?s).*name=\"seen\" value=\"(\\d+)\".*", "$1");
        }

        Answer refunds(Map<String, String> typed) {
            var form = new HashMap<>(typed);
            form.put("seen", seen());
            return sends(form).block();
        }

        Mono<Answer> sends(Map<String, String> typed) {
            var form = new HashMap<>(typed);
            form.put("line", line().toString());
            return desk.post("/checkout/desk/orders/%s/refund".formatted(order), form);
        }

        Map<String, Long> booked() {
            return Set.of("STRIPE", "PROVIDER", "TAX", "COMMISSION", "BUYER", "DISPUTED").stream()
                    .collect(Collectors.toMap(
                            account -> account,
                            account -> shop.count(
                                    "select coalesce(sum(amount), 0) from posting where order_id = '%s' and account = '%s' and kind <> 'FEE'"
                                            .formatted(order, account))))
                    .entrySet()
                    .stream()
                    .filter(sum -> sum.getValue() != 0)
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    }

    private Sold sold(String email, long price, String currency, boolean taxed) {
        var provider = new Provider(UUID.randomUUID(), "Allertal");
        var listing = Listing.of("Infection control", provider).intake(price, currency, 5);
        shop.onSale(listing);
        var finance = shop.signedIn(Payees.finance(provider.id()));
        finance.get("/checkout/desk/sellers").block();
        if (taxed) {
            finance.post(
                            "/checkout/desk/sellers/" + provider.id(),
                            Map.of(
                                    "legalName",
                                    "Allertal gGmbH",
                                    "address",
                                    "Am Markt 1, Celle",
                                    "country",
                                    "DE",
                                    "treatment",
                                    "INCLUDED",
                                    "name",
                                    "VAT",
                                    "rate",
                                    "19"))
                    .block();
        }
        var browser = shop.browser();
        var order = shop.guest(browser, email)
                .buy(listing.id(), listing.firstIntake())
                .block();
        shop.await("select status from orders where id = '%s'".formatted(order), "FULFILLED");
        return new Sold(order, listing, browser, finance);
    }

    private Refunding ask(Sold sold, @Nullable Long amount, boolean keeps) {
        return request.request(wish(sold, amount, keeps)).block();
    }

    private static RefundRequest wish(Sold sold, @Nullable Long amount, boolean keeps) {
        return new RefundRequest(
                sold.order(),
                Set.of(sold.line()),
                new Extent(amount == null ? null : Money.of(amount, "EUR"), keeps),
                Requester.OPERATOR,
                "asker@example.org",
                Reason.GOODWILL,
                "");
    }

    private static RefundRequest seen(RefundRequest wish, long refunded) {
        return new RefundRequest(
                wish.order(),
                wish.lines(),
                wish.extent(),
                wish.requester(),
                wish.requestedBy(),
                wish.reason(),
                wish.note(),
                Money.of(refunded, "EUR"));
    }

    private String creditNote(Sold sold) {
        shop.await(
                "select count(*) from document where order_id = '%s' and kind = 'CREDIT_NOTE'".formatted(sold.order()),
                1L);
        var number = shop.one(
                "select number from document where order_id = '%s' and kind = 'CREDIT_NOTE'".formatted(sold.order()),
                String.class);
        return sold.buyer()
                .get("/orders/%s/documents/%s".formatted(sold.order(), number))
                .block()
                .body();
    }

    /** Between our books and Stripe's, as far as this order goes. */
    private long differences(Sold sold) {
        return reconcile
                .compare(Instant.now().minus(Duration.ofHours(1)), Instant.now().plusSeconds(60))
                .block()
                .differences()
                .stream()
                .filter(difference -> sold.order().equals(difference.order()))
                .count();
    }
}
