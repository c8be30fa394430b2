package market.tessera.checkout.tax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Random;
import market.tessera.checkout.tax.TaxRule.Added;
import market.tessera.checkout.tax.TaxRule.Exempt;
import market.tessera.checkout.tax.TaxRule.Included;
import market.tessera.checkout.tax.TaxRule.Unstated;
import market.tessera.platform.money.Money;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TaxRuleTests {
    @Test
    void anIncludedTaxIsTakenOutOfThePriceAndAnAddedOnePutOnTop() {
        assertThat(of(new Included("VAT", 190_000), 11_900, "EUR", 0)).isEqualTo("119.00 with 19.00");
        assertThat(of(new Added("VAT", 190_000), 10_000, "EUR", 0)).isEqualTo("119.00 with 19.00");
        assertThat(of(new Added("Sales tax", 88_750), 9_995, "USD", 0)).isEqualTo("108.82 with 8.87");
    }

    @Test
    void roundsHalfUpToWhatTheCurrencyIsPaidIn() {
        assertThat(of(new Included("Tax", 100_000), 1_000, "JPY", 0)).isEqualTo("1000 with 91");
        assertThat(of(new Added("Tax", 100_000), 1_005, "JPY", 0)).isEqualTo("1106 with 101");
        assertThat(of(new Added("VAT", 50_000), 12_370, "KWD", 0)).isEqualTo("12.990 with 0.620");
    }

    @Test
    void whatSomebodyElsePaysIsTaxedWithIt() {
        assertThat(of(new Included("VAT", 190_000), 10_710, "EUR", 1_190)).isEqualTo("107.10 with 19.00");
        assertThat(of(new Added("VAT", 190_000), 9_000, "EUR", 1_000)).isEqualTo("109.00 with 19.00");
    }

    @Test
    void whatIsNotStatedIsNotShownAsNoTax() {
        assertThat(of(new Unstated(), 5_000, "EUR", 0)).isEqualTo("50.00 with 0.00");
        assertThat(new Unstated().of(Money.of(5_000, "EUR"), Money.of(0, "EUR")).isStated())
                .isFalse();
        assertThat(new Exempt("Education")
                        .of(Money.of(5_000, "EUR"), Money.of(0, "EUR"))
                        .isStated())
                .isTrue();
        assertThat(TaxLine.of(List.of(
                        new Unstated().of(Money.of(5_000, "EUR"), Money.of(0, "EUR")),
                        new Included("VAT", 190_000).of(Money.of(11_900, "EUR"), Money.of(0, "EUR")),
                        new Included("VAT", 190_000).of(Money.of(11_900, "EUR"), Money.of(0, "EUR")))))
                .extracting(
                        TaxLine::key, TaxLine::percent, line -> line.amount().amount())
                .containsExactly(tuple("unstated", "", 0L), tuple("included", "19", 3_800L));
    }

    @Test
    void takingAnAddedTaxOutAgainGivesTheSame() {
        new Random(5).longs(10_000, 0, 5_000_000_000L).forEach(price -> {
            var rate = 1 + (int) (price % 1_000_000);
            var added = new Added("VAT", rate).of(Money.of(price, "EUR"), Money.of(0, "EUR"));
            var included = new Included("VAT", rate).of(added.charged(), Money.of(0, "EUR"));

            assertThat(included.tax().amount()).isCloseTo(added.tax().amount(), Offset.offset(1L));
            assertThat(added.charged().minus(added.tax()).amount()).isEqualTo(price);
        });
    }

    private static String of(TaxRule rule, long price, String currency, long borne) {
        var taxed = rule.of(Money.of(price, currency), Money.of(borne, currency));
        return taxed.charged().toMajorUnits() + " with " + taxed.tax().toMajorUnits();
    }
}
