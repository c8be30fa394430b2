package market.tessera.document.comparison;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import market.tessera.document.snapshot.Basis;
import market.tessera.document.snapshot.Elements;
import market.tessera.document.snapshot.OfferingSnapshot;
import market.tessera.platform.money.ExchangeRates;
import market.tessera.platform.money.ExchangeRates.Rate;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a learner pays in all: the price of the next intake where it has one, else the sum of all mandatory costs. Undisclosed when a
 * mandatory line has no amount, when lines are in several currencies, or when there is no mandatory line at all.
 *
 * @param base the same in the minor unit of {@link ExchangeRates#BASE}
 * @param rate units of the currency per unit of the base, on {@code rateDate}, as published by {@code rateSource}
 */
public record TotalCost(
        @Nullable Long amount,
        @Nullable Currency currency,
        @Nullable Long base,
        @Nullable BigDecimal rate,
        @Nullable LocalDate rateDate,
        @Nullable String rateSource,
        Basis basis,
        @Nullable String rule,
        @Nullable String from) {
    private static final TotalCost UNDISCLOSED =
            new TotalCost(null, null, null, null, null, null, Basis.UNDISCLOSED, null, null);

    public static TotalCost of(OfferingSnapshot offering, @Nullable Money intakePrice, ExchangeRates rates) {
        var lines = offering.elements().costs().stream()
                .filter(Elements.Cost::counts)
                .toList();
        var sum = sum(lines);
        if (intakePrice != null && !sum.equals(Optional.of(intakePrice))) {
            return of(intakePrice, rates, Basis.DERIVED, "intake-price", null);
        }
        return sum.map(total -> ofLines(offering, total, lines, rates)).orElse(UNDISCLOSED);
    }

    private static Optional<Money> sum(List<Elements.Cost> lines) {
        var amounts = lines.stream().flatMap(line -> line.money().stream()).toList();
        var addable = amounts.size() == lines.size()
                && amounts.stream().map(Money::currency).distinct().count() <= 1;
        return addable ? amounts.stream().reduce(Money::plus) : Optional.empty();
    }

    private static TotalCost ofLines(
            OfferingSnapshot offering, Money total, List<Elements.Cost> lines, ExchangeRates rates) {
        var origin = offering.derivation("costs");
        if (origin.isPresent()) {
            return of(
                    total,
                    rates,
                    Basis.DERIVED,
                    origin.get().rule(),
                    origin.get().from());
        }
        return lines.size() == 1
                ? of(total, rates, Basis.STATED, null, null)
                : of(total, rates, Basis.DERIVED, "sum-of-mandatory", types(lines));
    }

    private static String types(List<Elements.Cost> lines) {
        return lines.stream().map(Elements.Cost::type).collect(Collectors.joining(" + "));
    }

    private static TotalCost of(
            Money total, ExchangeRates rates, Basis basis, @Nullable String rule, @Nullable String from) {
        var base = rates.convert(total, ExchangeRates.BASE).map(Money::amount);
        var rate = rates.rate(total.currency());
        return new TotalCost(
                total.amount(),
                total.currency(),
                base.orElse(null),
                rate.map(Rate::perEuro).orElse(null),
                rate.map(Rate::date).orElse(null),
                rate.map(Rate::source).orElse(null),
                basis,
                rule,
                from);
    }

    @JsonIgnore
    @Nullable
    public Money money() {
        return amount == null || currency == null ? null : new Money(amount, currency);
    }
}
