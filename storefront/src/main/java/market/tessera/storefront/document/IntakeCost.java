package market.tessera.storefront.document;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import market.tessera.platform.money.Money;
import market.tessera.storefront.document.Measures.Amount;
import org.jspecify.annotations.Nullable;

/** The costs of an offering by the price of one of its intakes, with the same rules by which the index has them of the next one. */
final class IntakeCost {
    private static final String RULE = "intake-price";
    private static final Amount UNDISCLOSED = new Amount(Basis.UNDISCLOSED, null, null, null, null, null, null, null);

    private IntakeCost() {}

    /**
     * @param price null where it is undisclosed
     * @param euro brings an amount to euro; empty where there is no rate for its currency
     */
    static Measures of(@Nullable Money price, Measures measures, Function<Money, Optional<Money>> euro) {
        if (Objects.equals(price, measures.cost().money())) {
            return measures;
        }
        return price == null
                ? with(measures, UNDISCLOSED, UNDISCLOSED, UNDISCLOSED)
                : of(price, measures, euro.apply(price).map(Money::amount));
    }

    private static Measures of(Money price, Measures measures, Optional<Long> base) {
        var cost =
                new Amount(Basis.DERIVED, price.amount(), price.currency(), base.orElse(null), null, null, RULE, null);
        var effort = measures.effort();
        return with(
                measures,
                cost,
                divided(price, base, effort.hours(), "cost-by-hours", "h")
                        .map(each -> ranged(each, price, effort))
                        .orElse(UNDISCLOSED),
                divided(price, base, measures.ects().points(), "cost-by-ects", "ECTS")
                        .orElse(UNDISCLOSED));
    }

    private static Measures with(Measures measures, Amount cost, Amount costPerHour, Amount costPerEcts) {
        return new Measures(measures.effort(), cost, costPerHour, costPerEcts, measures.eqf(), measures.ects());
    }

    private static Optional<Amount> divided(
            Money price, Optional<Long> base, @Nullable Double by, String rule, String unit) {
        return Optional.ofNullable(by)
                .filter(divisor -> divisor > 0)
                .map(divisor -> new Amount(
                        Basis.DERIVED,
                        divide(price.amount(), divisor),
                        price.currency(),
                        base.map(cents -> divide(cents, divisor)).orElse(null),
                        null,
                        null,
                        rule,
                        "%s %s ÷ %s %s"
                                .formatted(
                                        plain(price.toMajorUnits()),
                                        price.currency(),
                                        plain(BigDecimal.valueOf(divisor)),
                                        unit)));
    }

    private static Amount ranged(Amount amount, Money price, Measures.Effort effort) {
        var least = effort.min();
        var most = effort.max();
        return least == null || most == null || least.equals(most) || least <= 0
                ? amount
                : new Amount(
                        amount.basis(),
                        amount.amount(),
                        amount.currency(),
                        amount.base(),
                        divide(price.amount(), most),
                        divide(price.amount(), least),
                        amount.rule(),
                        amount.from());
    }

    private static long divide(long amount, double by) {
        return BigDecimal.valueOf(amount)
                .divide(BigDecimal.valueOf(by), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
