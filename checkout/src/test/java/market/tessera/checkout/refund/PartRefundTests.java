package market.tessera.checkout.refund;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import market.tessera.checkout.Surroundings;
import market.tessera.checkout.refund.Refunding.Agreed;
import market.tessera.checkout.refund.Refunding.Refused;
import market.tessera.checkout.refund.Refunding.Why;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PartRefundTests extends SoldPlaces {
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

    private Refunding ask(Sold sold, @Nullable Long amount, boolean keeps) {
        return request.request(wish(sold, amount, keeps)).block();
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
}
