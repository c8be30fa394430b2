package market.tessera.storefront.search.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import market.tessera.platform.money.Money;
import market.tessera.storefront.catalogue.Catalogue;
import market.tessera.storefront.facet.Bands;
import market.tessera.storefront.facet.CostBands;
import market.tessera.storefront.facet.Facet;
import market.tessera.storefront.facet.Ranges;
import market.tessera.storefront.facet.Span;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.query_dsl.Query;

/**
 * What an intake may cost in all.
 *
 * @param amounts in EUR cents, any of them
 * @param undisclosed whether one whose cost nobody states will do
 */
record WantedCost(List<Span<Long>> amounts, boolean undisclosed) {

    /** @param bands the values of the facet; none means all of them */
    static Optional<WantedCost> of(Ranges ranges, List<String> bands, CostBands costs) {
        if (bands.isEmpty()) {
            return ranges.priceMax() == null
                    ? Optional.empty()
                    : Optional.of(new WantedCost(List.of(ranges.price()), false));
        }
        var amounts = bands.stream()
                .map(Bands.cost(costs)::get)
                .filter(Objects::nonNull)
                .map(ranges.price()::and)
                .toList();
        return Optional.of(new WantedCost(amounts, bands.contains(Facet.UNDISCLOSED) && ranges.priceMax() == null));
    }

    Query query(String cost, String priced) {
        var any = new ArrayList<Query>();
        amounts.forEach(span -> any.add(span.on(cost)));
        if (undisclosed) {
            any.add(Catalogue.term(priced, FieldValue.of(Facet.UNDISCLOSED)));
        }
        return OneIntake.anyOf(any);
    }

    /** @param euro empty where the cost is undisclosed, or of a currency without a rate */
    boolean holds(Optional<Money> euro) {
        return euro.map(money -> amounts.stream().anyMatch(span -> span.holds(money.amount())))
                .orElse(undisclosed);
    }
}
