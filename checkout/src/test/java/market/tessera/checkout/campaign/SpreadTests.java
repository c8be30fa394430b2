package market.tessera.checkout.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Random;
import market.tessera.checkout.promotion.Reduction;
import market.tessera.platform.money.Money;
import org.junit.jupiter.api.Test;

class SpreadTests {
    @Test
    void aSumIsSpreadToTheLastMinorUnitAndNeverMoreThanAPrice() {
        var random = new Random(3);
        for (var round = 0; round < 2_000; round++) {
            var prices = new ArrayList<Money>();
            for (var line = 0; line <= random.nextInt(6); line++) {
                prices.add(Money.of(random.nextInt(3) == 0 ? random.nextLong(3) : random.nextLong(1_000_000), "EUR"));
            }
            var off = 1 + random.nextLong(1_500_000);
            var total = prices.stream().mapToLong(Money::amount).sum();

            var parts = new Reduction.Sum(Money.of(off, "EUR")).of(prices);

            assertThat(parts.stream().mapToLong(Money::amount).sum()).isEqualTo(Math.min(off, total));
            for (var line = 0; line < prices.size(); line++) {
                assertThat(parts.get(line).amount())
                        .isBetween(0L, prices.get(line).amount());
            }
        }
    }
}
