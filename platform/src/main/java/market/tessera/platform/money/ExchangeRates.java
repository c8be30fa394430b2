package market.tessera.platform.money;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.io.Resource;

/**
 * What currencies are worth in euro, each rate with its day and its publisher, so that every converted amount can say by what it was
 * converted. A table of {@code currency,perEuro,date,source} lines; {@code #} begins a comment.
 */
public final class ExchangeRates {
    public static final Currency BASE = Currency.getInstance("EUR");

    private volatile Map<Currency, Rate> rates;

    private ExchangeRates(Map<Currency, Rate> rates) {
        this.rates = Map.copyOf(rates);
    }

    /**
     * One currency's rate.
     *
     * @param perEuro how many units of the currency one euro buys
     * @param date the day the rate is of
     * @param source who published it
     */
    public record Rate(Currency currency, BigDecimal perEuro, LocalDate date, String source) {}

    /** @throws IllegalArgumentException if a line is malformed, telling which */
    public static ExchangeRates read(Resource table) {
        try (var reader = new InputStreamReader(table.getInputStream(), StandardCharsets.UTF_8)) {
            return read(reader);
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot read exchange rates from " + table.getDescription(), failure);
        }
    }

    static ExchangeRates read(Reader table) {
        var rates = new HashMap<Currency, Rate>();
        new BufferedReader(table)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(ExchangeRates::rate)
                .forEach(rate -> rates.put(rate.currency(), rate));
        return new ExchangeRates(rates);
    }

    private static Rate rate(String line) {
        var cells = line.split(",", 4);
        try {
            var rate = new Rate(
                    Currency.getInstance(cells[0].strip()),
                    new BigDecimal(cells[1].strip()),
                    LocalDate.parse(cells[2].strip()),
                    cells[3].strip());
            if (rate.perEuro().signum() <= 0) {
                throw new IllegalArgumentException("a rate is above zero");
            }
            return rate;
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException malformed) {
            throw new IllegalArgumentException(
                    "Not a line of currency,perEuro,date,source: " + line + " (" + malformed.getMessage() + ")",
                    malformed);
        }
    }

    /** From now on answers as {@code newer} does. */
    void replaceBy(ExchangeRates newer) {
        rates = newer.rates;
    }

    /** The rate to tell with a converted amount; empty for the euro itself and for a currency without a rate. */
    public Optional<Rate> rate(Currency currency) {
        return Optional.ofNullable(rates.get(currency));
    }

    public Collection<Rate> all() {
        return rates.values();
    }

    /** The same worth in another currency, rounded half up to its minor unit; empty if either side has no rate. */
    public Optional<Money> convert(Money money, Currency target) {
        if (money.currency().equals(target)) {
            return Optional.of(money);
        }
        return perEuro(money.currency())
                .flatMap(from -> perEuro(target).map(to -> convert(money.toMajorUnits(), from, to, target)));
    }

    private static Money convert(BigDecimal major, BigDecimal from, BigDecimal to, Currency target) {
        var decimals = Math.max(0, target.getDefaultFractionDigits());
        var minor = major.multiply(to).movePointRight(decimals).divide(from, 0, RoundingMode.HALF_UP);
        return new Money(minor.longValueExact(), target);
    }

    private Optional<BigDecimal> perEuro(Currency currency) {
        return currency.equals(BASE)
                ? Optional.of(BigDecimal.ONE)
                : rate(currency).map(Rate::perEuro);
    }
}
