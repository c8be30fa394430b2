package market.tessera.checkout.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import market.tessera.checkout.Payees;
import market.tessera.checkout.Surroundings;
import market.tessera.checkout.reconciliation.Difference;
import market.tessera.checkout.reconciliation.Reconcile;
import market.tessera.platform.money.Money;
import market.tessera.sandbox.stripe.Outages.Outage;
import market.tessera.sandbox.stripe.Webhooks.Faults;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

class ReversalTests extends SellingColleges {
    private static final String TRANSFERS = "POST /v1/transfers";

    @Autowired
    private FetchShares fetch;

    @Autowired
    private Reconcile reconcile;

    @Test
    void aRefundFetchesTheShareBackAtTheLinesOwnRate() {
        var college = paidCollege("Generous College", "12.5", 0);
        var sold = college.sells(10_001);
        due(sold);
        payees.agreeOn(college.provider(), "50", 0);

        refund(sold);
        fetch.due().block();

        assertThat(college.balance()).isZero();
        assertNothingLeft(sold);
        assertThat(shop.one("select status from transfer_reversal where " + of(sold), String.class))
                .isEqualTo("DONE");
    }

    @Test
    void dinarsMoveInStepsOfTenFilsAndNoneIsLeftOver() {
        var college = paidCollege("Dinar College", "12.5", 0);
        var sold = college.sells(7_770, "KWD");
        due(sold);
        assertThat(college.balance("kwd"))
                .as("12.5 % would be 971.25 fils: the commission is rounded to ten of them")
                .isEqualTo(6_800);

        for (var part : List.of(3_330L, 10L, 1_110L)) {
            refund(sold, Money.of(part, "KWD"));
            fetch.due().block();
        }

        assertThat(college.balance("kwd")).isEqualTo(7_770 - 4_450 - 410);
        assertThat(shop.count("select coalesce(sum(owed), 0) from transfer_reversal where " + of(sold)))
                .as("Stripe has refused none of it")
                .isZero();
        refund(sold);
        fetch.due().block();
        assertThat(college.balance("kwd")).isZero();
        assertNothingLeft(sold);
    }

    @Test
    void ofAShareThatWasReckonedBeforeThereWereStepsTheRestStaysOwedAndNothingBreaksOnIt() {
        var college = paidCollege("Old Dinar College", "10", 0);
        var sold = college.sells(10_000, "KWD");
        run("""
            insert into posting (order_id, kind, account, provider, line, amount, currency, cause, posted_at)
            select order_id, 'SALE', account, case account when 'PROVIDER' then provider end, line,
              case account when 'PROVIDER' then -7 else 7 end, currency, 'before-steps', now()
            from transfer, unnest(array['PROVIDER', 'COMMISSION']) as account where %s
            """.formatted(of(sold)));
        run("update transfer set share = share + 7 where " + of(sold));

        due(sold);

        assertThat(state(sold)).isEqualTo("SENT");
        assertThat(college.balance("kwd")).isEqualTo(9_000);
        assertThat(booked(sold, "PROVIDER")).as("still owed").isEqualTo(-7);
        assertThat(accountPage(college)).contains("Kept for you").containsPattern("KWD[^0-9]{1,8}0\\.007");
        for (var part : List.of(3_330L, 4_440L)) {
            refund(sold, Money.of(part, "KWD"));
            fetch.due().block();
        }
        refund(sold);
        fetch.due().block();
        assertThat(college.balance("kwd")).isZero();
        assertThat(owed(college)).isZero();
        assertNothingLeft(sold);
    }

    @Test
    void ariaryMoveWholeThoughTheyHaveHundredths() {
        var college = paidCollege("Ariary College", "10", 0);
        var sold = college.sells(1_234_500, "MGA");
        due(sold);
        assertThat(college.balance("mga"))
                .as("10 % would be 1,234.50: the commission is rounded to whole ones")
                .isEqualTo(11_110);

        refund(sold, Money.of(333_300, "MGA"));
        fetch.due().block();

        assertThat(college.balance("mga")).isEqualTo(11_110 - (3_333 - 333));
        refund(sold);
        fetch.due().block();
        assertThat(college.balance("mga")).isZero();
        assertNothingLeft(sold);
    }

    @Test
    void ofADebtOnlySoMuchIsSetOffAsLeavesAShareThatCanBeSent() {
        var college = paidCollege("Indebted Dinar College", "10", 0);
        var first = college.sells(5_000, "KWD");
        due(first);
        refund(first, Money.of(1_000, "KWD"));
        fetch.due().block();
        run("update transfer_reversal set owed = 1234 where " + of(first));
        var before = college.balance("kwd");

        due(college.sells(50_000, "KWD"));

        assertThat(college.balance("kwd") - before).isEqualTo(45_000 - 1_230);
        assertThat(shop.count("select owed from transfer_reversal where " + of(first)))
                .isEqualTo(4);
    }

    @Test
    void aShareWhosePlaceIsGivenBackFirstNeverLeaves() {
        var college = paidCollege("Quick College", "10", 0);
        var sold = college.sells(10_000);

        refund(sold);
        due(sold);

        assertThat(state(sold)).isEqualTo("CANCELLED");
        assertThat(college.balance()).isZero();
        assertNothingLeft(sold);
    }

    @Test
    void aShareInDoubtIsFetchedBackOnceItIsKnownToHaveLeft() {
        var college = paidCollege("Unlucky College", "10", 0);
        var sold = college.sells(10_000);
        Surroundings.STRIPE.outages().fail(Outage.ANSWER_LOST, TRANSFERS, 3);
        due(sold);

        refund(sold);
        fetch.due().block();
        assertThat(state(sold)).isEqualTo("SENDING");
        due(sold);
        run("update transfer_reversal set check_at = now() where " + of(sold));
        fetch.due().block();

        assertThat(college.balance()).isZero();
        assertNothingLeft(sold);
    }

    @Test
    void whatDoesNotComeBackIsOwedAndSetOffAgainstLaterShares() {
        var college = paidCollege("Emptied College", "10", 0);
        var first = college.sells(10_000);
        due(first);
        Surroundings.STRIPE.connect().payOut(college.account(), "eur");
        refund(first);
        fetch.due().block();
        assertThat(booked(first, "OWED")).isEqualTo(9_000);
        assertThat(booked(first, "STRIPE")).isEqualTo(-9_000);
        assertThat(accountPage(college)).contains("€90", "You owe");

        var second = college.sells(4_000);
        due(second);
        assertThat(state(second)).isEqualTo("SENT");
        assertThat(college.balance()).isZero();
        assertThat(booked(second, "OWED")).isEqualTo(-3_600);

        var third = college.sells(10_000);
        due(third);
        assertThat(college.balance()).isEqualTo(3_600);
        assertThat(owed(college)).isZero();

        Surroundings.STRIPE.connect().payOut(college.account(), "eur");
        refund(third);
        fetch.due().block();
        assertThat(owed(college)).as("what was set off is owed again, too").isEqualTo(9_000);
        assertThat(shop.count("select coalesce(sum(owed), 0) from transfer_reversal where provider = '%s'"
                        .formatted(college.provider().id())))
                .isEqualTo(9_000);
        var finance = shop.signedIn(Payees.finance(college.provider().id()));
        assertThat(finance.get("/checkout/desk/statement").block().body())
                .contains("set off", "to be set off against later shares", "Owed by you at the end");
        writtenOff(college);
    }

    private void writtenOff(College college) {
        var operator = shop.signedIn(Payees.operator());
        var address = "/checkout/desk/debts/" + college.provider().id();
        assertThat(operator.get("/checkout/desk/debts").block().body()).contains("Emptied College", "Write €90 off");
        var debt = Map.of("amount", "9000", "currency", "EUR", "reason", "Insolvent since May");

        assertThat(shop.signedIn(Payees.finance(college.provider().id()))
                        .post(address, debt)
                        .block()
                        .status())
                .isEqualTo(403);
        assertThat(operator.post(address, Map.of("amount", "9000", "currency", "EUR", "reason", " "))
                        .block()
                        .status())
                .isEqualTo(422);
        assertThat(operator.post(address, Map.of("amount", "8999", "currency", "EUR", "reason", "Less"))
                        .block()
                        .status())
                .isEqualTo(409);
        assertThat(Flux.range(0, 5)
                        .flatMap(_ -> operator.post(address, debt), 5)
                        .map(answer -> answer.status())
                        .collectList()
                        .block())
                .containsExactlyInAnyOrder(303, 409, 409, 409, 409);

        assertThat(owed(college)).isZero();
        assertThat(shop.count("select coalesce(sum(owed), 0) from transfer_reversal where provider = '%s'"
                        .formatted(college.provider().id())))
                .isZero();
        assertThat(shop.count(
                        "select sum(amount) from posting where kind = 'WRITE_OFF' and account = 'WRITTEN_OFF' and cause = (select 'write-off:' || id from write_off where provider = '%s')"
                                .formatted(college.provider().id())))
                .isEqualTo(9_000);
        assertThat(operator.get("/checkout/desk/debts").block().body())
                .contains("Insolvent since May", "staff@example.org")
                .doesNotContain("Write €90 off");
    }

    @Test
    void aDisputedShareWaitsAndALostOneComesBack() {
        var college = paidCollege("Disputed College", "10", 0);
        var sent = college.sells(10_000);
        due(sent);
        var waiting = college.sells(10_000);
        for (var sold : Set.of(sent, waiting)) {
            var dispute = Surroundings.STRIPE.bank().dispute(reference(sold));
            shop.await("select state from dispute where stripe_id = '%s'".formatted(dispute), "OPEN");
            due(sold);
            if (sold.equals(waiting)) {
                assertThat(state(waiting)).isEqualTo("WAITING");
            }
            Surroundings.STRIPE.bank().decide(dispute, false);
            shop.await("select state from dispute where stripe_id = '%s'".formatted(dispute), "LOST");
        }
        fetch.due().block();

        assertThat(state(waiting)).isEqualTo("CANCELLED");
        assertThat(college.balance()).isZero();
        assertNothingLeft(sent);
        assertNothingLeft(waiting);
    }

    @Test
    void booksAgreeOnTransfersAndReversalsAndTellOfWhatWasDoneByHand() {
        var college = paidCollege("Audited College", "10", 0);
        var kept = college.sells(10_000);
        due(kept);
        var returned = college.sells(7_000);
        due(returned);
        refund(returned);
        fetch.due().block();
        assertThat(booksDiffer(kept, returned)).isEmpty();

        Surroundings.STRIPE.connect().transferByHand(college.account(), 777, "eur");
        Surroundings.STRIPE
                .connect()
                .reverseByHand(shop.one("select stripe_id from transfer where " + of(kept), String.class), 123);

        assertThat(differences())
                .filteredOn(
                        difference -> "7.77 EUR".equals(difference.theirs()) || "1.23 EUR".equals(difference.theirs()))
                .extracting(Difference::kind)
                .containsExactly(Difference.Kind.MISSING_HERE, Difference.Kind.MISSING_HERE);
    }

    private List<Difference> booksDiffer(Sold... sold) {
        var orders = Stream.of(sold).map(Sold::order).toList();
        return differences().stream()
                .filter(difference -> orders.contains(difference.order()))
                .toList();
    }

    /** Of transfers and reversals; what other tests have done by hand included. */
    private List<Difference> differences() {
        return reconcile
                .compare(Instant.now().minus(Duration.ofHours(1)), Instant.now().plusSeconds(60))
                .block()
                .differences()
                .stream()
                .filter(difference -> difference.reference().startsWith("tr"))
                .toList();
    }

    @Test
    void partsOfAShareComeBackOneByOneAtTheLinesOwnRateUntilAllOfItHas() {
        var college = paidCollege("Piecemeal College", "12.5", 0);
        var sold = college.sells(10_001);
        due(sold);
        payees.agreeOn(college.provider(), "50", 0);

        refund(sold, 3_333);
        fetch.due().block();
        assertThat(college.balance()).as("2,916 of 8,751 are back").isEqualTo(5_835);
        assertThat(booked(sold, "COMMISSION")).isEqualTo(-833);
        refund(sold, 1);
        refund(sold, 3_333);
        fetch.due().block();
        assertThat(college.balance()).isEqualTo(2_917);
        assertThat(booksDiffer(sold)).isEmpty();

        refund(sold);
        fetch.due().block();
        assertThat(college.balance()).isZero();
        assertNothingLeft(sold);
        assertThat(booksDiffer(sold)).isEmpty();
        assertThat(shop.one(
                        "select string_agg(status || ' ' || amount, ', ' order by wanted_at) from transfer_reversal where "
                                + of(sold),
                        String.class))
                .isEqualTo("DONE 2916, DONE 1, DONE 2917, DONE 2917");
    }

    @Test
    void aShareThatHasNotLeftGetsSmaller() {
        var college = paidCollege("Lowered College", "10", 0);
        var sold = college.sells(10_000);

        refund(sold, 2_500);
        due(sold);

        assertThat(state(sold)).isEqualTo("SENT");
        assertThat(college.balance()).isEqualTo(6_750);
        assertThat(booked(sold, "PROVIDER")).isZero();
        assertThat(booked(sold, "COMMISSION")).isEqualTo(-750);
    }

    @Test
    void aShareInDoubtThatStripeRefusesIsSentAgainWithoutThePartThatWasGivenBack() {
        var college = paidCollege("Restricted College", "10", 0);
        var sold = college.sells(10_000);
        Surroundings.STRIPE.outages().fail(Outage.UNAVAILABLE_FOR_LONG, TRANSFERS, 1);
        due(sold);
        refund(sold, 2_500);
        fetch.due().block();
        Surroundings.STRIPE.outages().end();
        Surroundings.STRIPE.webhooks().faults(Faults.LOST);
        Surroundings.STRIPE.connect().restrict(college.account());
        due(sold);
        assertThat(state(sold)).isEqualTo("WAITING");

        Surroundings.STRIPE.connect().complete(college.account());
        due(sold);
        run("update transfer_reversal set check_at = now() where " + of(sold));
        fetch.due().block();

        assertThat(state(sold)).isEqualTo("SENT");
        assertThat(college.balance()).isEqualTo(6_750);
        assertThat(booked(sold, "PROVIDER")).isZero();
        assertThat(owed(college)).isZero();
    }

    @Test
    void aPartThatDoesNotComeBackIsOwed() {
        var college = paidCollege("Spent College", "10", 0);
        var first = college.sells(10_000);
        due(first);
        Surroundings.STRIPE.connect().payOut(college.account(), "eur");

        refund(first, 1_000);
        fetch.due().block();
        refund(first, 500);
        fetch.due().block();
        assertThat(owed(college)).isEqualTo(1_350);

        var second = college.sells(1_200);
        due(second);
        assertThat(owed(college)).isEqualTo(270);
        refund(second, 600);
        fetch.due().block();
        assertThat(owed(college)).as("what was set off is owed again, in part").isEqualTo(810);
        assertThat(college.balance()).isZero();
        var third = college.sells(10_000);
        due(third);
        assertThat(owed(college)).isZero();
        assertThat(college.balance()).isEqualTo(8_190);
    }
}
