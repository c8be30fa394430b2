package market.tessera.document.comparison;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import market.tessera.document.snapshot.Basis;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Total cost divided by hours or by ECTS credits, rounded half up to a minor unit; undisclosed if either side is.
 *
 * @param minAmount the least it can be where the divisor is a range; {@code maxAmount} the most
 */
public record UnitCost(
        @Nullable Long amount,
        @Nullable Long minAmount,
        @Nullable Long maxAmount,
        @Nullable Currency currency,
        @Nullable Long base,
        Basis basis,
        @Nullable String rule,
        @Nullable String from) {
    private static final UnitCost UNDISCLOSED =
            new UnitCost(null, null, null, null, null, Basis.UNDISCLOSED, null, null);

    public static UnitCost perHour(TotalCost cost, EffortHours effort) {
        var hours = effort.hours();
        var total = cost.amount();
        if (total == null || hours == null) {
            return UNDISCLOSED;
        }
        return new UnitCost(
                divide(total, hours),
                effort.isRange() ? divide(total, effort.max()) : null,
                effort.isRange() ? divide(total, effort.min()) : null,
                cost.currency(),
                divide(cost.base(), hours),
                Basis.DERIVED,
                "cost-by-hours",
                from(cost, hours, "h"));
    }

    static UnitCost perEcts(TotalCost cost, EctsCredits ects) {
        var points = ects.countable().orElse(null);
        var total = cost.amount();
        if (total == null || points == null) {
            return UNDISCLOSED;
        }
        return new UnitCost(
                divide(total, points),
                null,
                null,
                cost.currency(),
                divide(cost.base(), points),
                Basis.DERIVED,
                "cost-by-ects",
                from(cost, points, "ECTS"));
    }

    private static @Nullable Long divide(@Nullable Long amount, @Nullable BigDecimal by) {
        return amount == null || by == null
                ? null
                : BigDecimal.valueOf(amount).divide(by, 0, RoundingMode.HALF_UP).longValueExact();
    }

    private static @Nullable String from(TotalCost cost, BigDecimal divisor, String unit) {
        var money = cost.money();
        return money == null
                ? null
                : "%s %s ÷ %s %s"
                        .formatted(Numbers.plain(money.toMajorUnits()), money.currency(), Numbers.plain(divisor), unit);
    }

    @JsonIgnore
    @Nullable
    public Money money() {
        return amount == null || currency == null ? null : new Money(amount, currency);
    }
}
