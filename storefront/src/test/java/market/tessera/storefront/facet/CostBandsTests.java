package market.tessera.storefront.facet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import market.tessera.storefront.StorefrontTest;
import market.tessera.storefront.facts.Conversions;
import market.tessera.storefront.facts.Wording;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@StorefrontTest
class CostBandsTests {
    @Autowired
    Conversions conversions;

    @Autowired
    Wording wording;

    @ParameterizedTest
    @CsvSource({"EUR, 100-500, €100 to €500", "USD, under-100, Under $100", "NOK, 100-500, 'NOK 1,000 to NOK 5,000'"})
    void areRoundInTheCurrencyThatIsAskedFor(String currency, String band, String label) {
        var costs = CostBands.in(conversions.into(currency));
        var labels = new FacetLabels(wording.in(Locale.ENGLISH), costs, java.util.Map.of(), java.util.List.of());

        assertThat(labels.of(Facet.COST, band).replace('\u00a0', ' ')).isEqualTo(label);
        assertThat(costs.edges()).isSorted().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"NOK", "JPY", "USD"})
    void lieWithinAFewTimesOfThoseInEuro(String currency) {
        var euro = CostBands.in(Optional.empty()).edges();
        var edges = CostBands.in(conversions.into(currency)).edges();

        for (var at = 1; at < euro.size(); at++) {
            assertThat((double) edges.get(at) / euro.get(at)).isBetween(0.3, 3.2);
        }
    }
}
