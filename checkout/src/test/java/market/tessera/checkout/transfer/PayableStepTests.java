package market.tessera.checkout.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import market.tessera.platform.money.Money;
import org.junit.jupiter.api.Test;

class PayableStepTests extends FetchedShares {
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
}
