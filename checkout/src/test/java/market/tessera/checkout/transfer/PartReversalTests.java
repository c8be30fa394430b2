package market.tessera.checkout.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import market.tessera.checkout.Surroundings;
import market.tessera.sandbox.stripe.Outages.Outage;
import market.tessera.sandbox.stripe.Webhooks.Faults;
import org.junit.jupiter.api.Test;

class PartReversalTests extends FetchedShares {
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
