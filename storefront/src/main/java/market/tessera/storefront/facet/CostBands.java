package market.tessera.storefront.facet;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import market.tessera.platform.money.ExchangeRates;
import market.tessera.platform.money.Money;
import market.tessera.storefront.facts.Conversion;

/**
 * Where the bands of total cost begin: at round amounts of the currency that costs are shown in. Their names are those of the bands in euro; in a
 * currency of which one euro buys about ten units each edge is ten times its name, where it buys about a hundred a hundred times.
 *
 * @param edges in EUR cents: what is not free, 100, 500, 1,000 and 5,000 times the factor
 * @param shown the same, as people read them; without the first
 */
public record CostBands(List<Long> edges, List<Money> shown) {
    static final List<Long> NAMES = List.of(100L, 500L, 1_000L, 5_000L);

    public static final CostBands EURO = new CostBands(
            LongStream.concat(LongStream.of(1), NAMES.stream().mapToLong(name -> 100 * name))
                    .boxed()
                    .toList(),
            NAMES.stream()
                    .map(name -> new Money(100 * name, ExchangeRates.BASE))
                    .toList());

    public static CostBands in(Optional<Conversion> conversion) {
        return conversion.map(CostBands::in).orElse(EURO);
    }

    private static CostBands in(Conversion conversion) {
        var unit = (long) Math.pow(10, Math.max(0, conversion.currency().getDefaultFractionDigits()));
        var perEuro = conversion
                .of(new Money(100, ExchangeRates.BASE))
                .map(money -> (double) money.amount() / unit)
                .orElse(1.0);
        var factor = (long) Math.pow(10, Math.max(0, Math.rint(Math.log10(perEuro))));
        var shown = NAMES.stream()
                .map(name -> new Money(name * factor * unit, conversion.currency()))
                .toList();
        var edges = LongStream.concat(
                LongStream.of(1), shown.stream().mapToLong(money -> conversion.toEuroCents(money.amount())));
        return new CostBands(edges.boxed().toList(), shown);
    }
}
