package market.tessera.storefront.facts;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Currency;
import java.util.Optional;
import market.tessera.platform.money.ExchangeRates;
import market.tessera.platform.money.Money;
import market.tessera.storefront.document.Measures;

/** Brings amounts to one currency, at rates that can be shown beside them. */
public final class Conversion {
    private final Currency currency;
    private final ExchangeRates rates;

    Conversion(Currency currency, ExchangeRates rates) {
        this.currency = currency;
        this.rates = rates;
    }

    public Currency currency() {
        return currency;
    }

    /** Empty where the amount is undisclosed or its currency has no rate. */
    public Optional<Money> of(Measures.Amount amount) {
        return Optional.ofNullable(amount.money()).flatMap(this::of);
    }

    public Optional<Money> of(Money amount) {
        return rates.convert(amount, currency);
    }

    /** @param minorUnits of this currency */
    public long toEuroCents(long minorUnits) {
        return rates.convert(new Money(minorUnits, currency), ExchangeRates.BASE)
                .orElseThrow()
                .amount();
    }

    /** The rate to show: the currency's own, or the newest of all where that is the euro. */
    public Optional<ExchangeRates.Rate> rate() {
        return rates.rate(currency).or(() -> rates.all().stream().max(Comparator.comparing(ExchangeRates.Rate::date)));
    }

    public Optional<LocalDate> day() {
        return rate().map(ExchangeRates.Rate::date);
    }
}
