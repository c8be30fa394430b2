package market.tessera.storefront.facts;

import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import market.tessera.platform.money.ExchangeRates;
import org.springframework.stereotype.Component;

/** The currencies that a reader can choose: those with a rate. */
@Component
public final class Conversions {
    private final ExchangeRates rates;

    Conversions(ExchangeRates rates) {
        this.rates = rates;
    }

    /** Empty if that is no currency, or one without a rate. */
    public Optional<Conversion> into(String code) {
        return codes().stream()
                .filter(code::equals)
                .map(Currency::getInstance)
                .map(currency -> new Conversion(currency, rates))
                .findFirst();
    }

    public List<String> codes() {
        return Stream.concat(Stream.of(ExchangeRates.BASE), rates.all().stream().map(ExchangeRates.Rate::currency))
                .map(Currency::getCurrencyCode)
                .distinct()
                .sorted()
                .toList();
    }
}
