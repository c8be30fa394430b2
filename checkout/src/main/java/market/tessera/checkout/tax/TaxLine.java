package market.tessera.checkout.tax;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import market.tessera.platform.money.Money;

/** What is said of tax below a sum: of all prices under one rule together. */
public record TaxLine(TaxRule rule, Money amount) {
    private static final int DECIMALS_OF_PERCENT = 4;

    /** One for each rule, in the order in which they first apply. */
    public static List<TaxLine> of(List<Taxed> prices) {
        var sums = new LinkedHashMap<TaxRule, Money>();
        prices.forEach(price -> sums.merge(price.rule(), price.tax(), Money::plus));
        return sums.entrySet().stream()
                .map(sum -> new TaxLine(sum.getKey(), sum.getValue()))
                .toList();
    }

    /** Those that are added to what is shown above, for a sum to add up. */
    public static Stream<TaxLine> added(List<TaxLine> lines) {
        return lines.stream().filter(TaxLine::isAdded);
    }

    public boolean isAdded() {
        return rule instanceof TaxRule.Added;
    }

    /** The last part of the key of its words, which take {@link #what()} and {@link #percent()}. */
    public String key() {
        return switch (rule) {
            case TaxRule.Unstated _ -> "unstated";
            case TaxRule.Exempt _ -> "exempt";
            case TaxRule.Included _ -> "included";
            case TaxRule.Added _ -> "added";
        };
    }

    /** The tax's name, or why there is none. */
    public String what() {
        return switch (rule) {
            case TaxRule.Unstated _ -> "";
            case TaxRule.Exempt(var reason) -> reason;
            case TaxRule.Included included -> included.name();
            case TaxRule.Added added -> added.name();
        };
    }

    /** Such as {@code 8.875}. */
    public String percent() {
        return switch (rule) {
            case TaxRule.Unstated _, TaxRule.Exempt _ -> "";
            case TaxRule.Included included -> percent(included.rate());
            case TaxRule.Added added -> percent(added.rate());
        };
    }

    /** @param rate in millionths */
    public static String percent(int rate) {
        return BigDecimal.valueOf(rate, DECIMALS_OF_PERCENT)
                .stripTrailingZeros()
                .toPlainString();
    }
}
