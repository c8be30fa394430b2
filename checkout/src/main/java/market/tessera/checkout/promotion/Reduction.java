package market.tessera.checkout.promotion;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import market.tessera.platform.money.Money;

/** What a code takes off; never more than there is to pay. */
public sealed interface Reduction {
    /** What is taken off each of these prices, in their order; all are of one currency. */
    List<Money> of(List<Money> prices);

    /**
     * A part of each price, rounded half up to what the currency can be paid in.
     *
     * @param basisPoints hundredths of a percent
     */
    record Percentage(int basisPoints) implements Reduction {
        @Override
        public List<Money> of(List<Money> prices) {
            return prices.stream()
                    .map(price -> new Money(part(price), price.currency()))
                    .toList();
        }

        private long part(Money price) {
            var step = Money.payableStep(price.currency());
            var steps = (Math.multiplyExact(price.amount(), basisPoints) + 5_000L * step) / (10_000L * step);
            return Math.min(price.amount(), steps * step);
        }
    }

    /** A sum off all prices together, spread over them by their size to the last amount that can be paid; nothing off another currency. */
    record Sum(Money amount) implements Reduction {
        @Override
        public List<Money> of(List<Money> prices) {
            var sum = prices.stream().mapToLong(Money::amount).sum();
            if (sum == 0 || !prices.getFirst().currency().equals(amount.currency())) {
                return prices.stream()
                        .map(price -> Money.zero(price.currency()))
                        .toList();
            }
            var step = Money.payableStep(amount.currency());
            var left = Math.min(sum, amount.amount() - amount.amount() % step);
            var open = sum;
            var parts = new ArrayList<Money>();
            for (var price : prices) {
                var part = open == 0 ? 0 : share(left, price.amount(), open, step);
                parts.add(new Money(part, price.currency()));
                left -= part;
                open -= price.amount();
            }
            return List.copyOf(parts);
        }

        /** What is left is spread over what is still open, so that the last price takes the remainder, and none more than itself. */
        private static long share(long left, long price, long open, long step) {
            return BigInteger.valueOf(left)
                    .multiply(BigInteger.valueOf(price))
                    .divide(BigInteger.valueOf(open).multiply(BigInteger.valueOf(step)))
                    .multiply(BigInteger.valueOf(step))
                    .longValueExact();
        }
    }
}
