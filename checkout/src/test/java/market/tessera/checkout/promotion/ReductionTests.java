package market.tessera.checkout.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import market.tessera.checkout.promotion.Reduction.Percentage;
import market.tessera.checkout.promotion.Reduction.Sum;
import market.tessera.platform.money.Money;
import org.junit.jupiter.api.Test;

class ReductionTests {
    private final Random random = new Random(3);

    @Test
    void aPercentageIsRoundedToWhatCanBePaid() {
        assertThat(new Percentage(1_250)
                        .of(List.of(Money.of(7_770, "KWD"), Money.of(7_777, "EUR"), Money.of(77_700, "MGA"))))
                .containsExactly(Money.of(970, "KWD"), Money.of(972, "EUR"), Money.of(9_700, "MGA"));
        assertThat(new Percentage(10_000).of(List.of(Money.of(10, "KWD")))).containsExactly(Money.of(10, "KWD"));
    }

    @Test
    void aSumIsSpreadWholeAndTakesNoMoreOffAPriceThanItIs() {
        for (var currency : List.of("JPY", "EUR", "KWD", "MGA")) {
            var step = Money.payableStep(Currency.getInstance(currency));
            for (var round = 0; round < 500; round++) {
                var prices = Stream.generate(() -> Money.of(random.nextLong(5_000) * step, currency))
                        .limit(1 + random.nextInt(6))
                        .toList();
                var sum = random.nextLong(20_000) * step;
                var all = prices.stream().mapToLong(Money::amount).sum();

                var parts = new Sum(Money.of(sum, currency)).of(prices);

                assertThat(parts.stream().mapToLong(Money::amount).sum()).isEqualTo(Math.min(sum, all));
                for (var at = 0; at < prices.size(); at++) {
                    assertThat(parts.get(at).amount())
                            .isBetween(0L, prices.get(at).amount());
                    assertThat(parts.get(at).amount() % step).isZero();
                }
            }
        }
    }

    @Test
    void ofASumThatIsTooFineAsMuchIsTakenAsCanBePaid() {
        assertThat(new Sum(Money.of(1_005, "KWD")).of(List.of(Money.of(7_770, "KWD"))))
                .containsExactly(Money.of(1_000, "KWD"));
    }
}
