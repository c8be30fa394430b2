package market.tessera.checkout.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import market.tessera.checkout.Payees;
import market.tessera.checkout.Surroundings;
import market.tessera.checkout.reconciliation.Difference;
import market.tessera.sandbox.stripe.Outages.Outage;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class ReversalTests extends FetchedShares {
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
}
