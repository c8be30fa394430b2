package market.tessera.platform.money;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An amount of money; in JSON {@code {"amount": 12900, "currency": "USD"}}.
 *
 * @param amount integer minor units of the currency (cents; whole yen; thousandths of a dinar)
 * @param currency ISO 4217
 */
public record Money(long amount, Currency currency) {
    /** A letter that touches a number, as in {@code NOK3,900}: Java leaves out the space that CLDR asks for there. */
    private static final Pattern CODE_BEFORE_DIGIT = Pattern.compile("(\\p{L})(?=\\p{N})");

    private static final Pattern TYPED = Pattern.compile("\\d{1,12}(\\.\\d{1,3})?");

    public static Money of(long amount, String currency) {
        return new Money(amount, Currency.getInstance(currency));
    }

    /** @throws ArithmeticException if the currency has fewer decimals */
    public static Money of(BigDecimal majorUnits, Currency currency) {
        var decimals = Math.max(0, currency.getDefaultFractionDigits());
        return new Money(majorUnits.movePointRight(decimals).longValueExact(), currency);
    }

    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /**
     * As people type it in major units, such as {@code 1290.00}. Thousands are not set apart, so that a comma means what it means where it is typed.
     *
     * @return empty if it is no amount, or a finer one than the currency has
     */
    public static Optional<Money> typed(String text, Currency currency) {
        var plain = text.strip().replace(',', '.');
        if (!TYPED.matcher(plain).matches()) {
            return Optional.empty();
        }
        var minor = new BigDecimal(plain)
                .movePointRight(Math.max(0, currency.getDefaultFractionDigits()))
                .stripTrailingZeros();
        return minor.scale() <= 0 ? Optional.of(new Money(minor.longValueExact(), currency)) : Optional.empty();
    }

    /**
     * What amounts that are paid are multiples of: those of three decimals end in a nought, and ariary are whole (Stripe documentation,
     * "Three-decimal currencies", "Zero-decimal currencies").
     */
    public static int payableStep(Currency currency) {
        return switch (currency.getCurrencyCode()) {
            case "MGA" -> 100;
            default -> currency.getDefaultFractionDigits() == 3 ? 10 : 1;
        };
    }

    /**
     * The smallest sum that can be paid at once by card or debit, in minor units; 0 where none is known (Stripe documentation, "Minimum and maximum
     * charge amounts", where the market settles in the same currency).
     */
    public static long leastPayable(Currency currency) {
        return switch (currency.getCurrencyCode()) {
            case "GBP" -> 30;
            case "AUD",
                    "BRL",
                    "CAD",
                    "CHF",
                    "COP",
                    "EUR",
                    "IDR",
                    "ILS",
                    "INR",
                    "JPY",
                    "KRW",
                    "NZD",
                    "PHP",
                    "SGD",
                    "USD",
                    "ZAR" -> 50;
            case "AED", "MYR", "PLN", "RON" -> 200;
            case "DKK" -> 250;
            case "NOK", "SEK" -> 300;
            case "HKD" -> 400;
            case "MXN", "THB" -> 1_000;
            case "CZK" -> 1_500;
            case "HUF" -> 17_500;
            default -> 0;
        };
    }

    /**
     * The largest sum that can be paid at once, in minor units: Stripe counts up to eight digits of its own units, of rupiah twelve (Stripe
     * documentation, "Minimum and maximum charge amounts", "Special cases").
     */
    public static long mostPayable(Currency currency) {
        return switch (currency.getCurrencyCode()) {
            case "IDR" -> 999_999_999_999L;
            case "ISK", "UGX" -> 999_999;
            case "MGA" -> 9_999_999_900L;
            default -> 99_999_999;
        };
    }

    /** @throws IllegalArgumentException if the currencies differ; nothing is ever converted silently */
    public Money plus(Money other) {
        return new Money(Math.addExact(amount, sameCurrency(other).amount), currency);
    }

    /** @throws IllegalArgumentException if the currencies differ */
    public Money minus(Money other) {
        return new Money(Math.subtractExact(amount, sameCurrency(other).amount), currency);
    }

    public Money times(int quantity) {
        return new Money(Math.multiplyExact(amount, quantity), currency);
    }

    @JsonIgnore
    public boolean isZero() {
        return amount == 0;
    }

    /** In major units with the currency's number of decimals. */
    public BigDecimal toMajorUnits() {
        return BigDecimal.valueOf(amount, Math.max(0, currency.getDefaultFractionDigits()));
    }

    /** As a reader of that locale expects it, such as {@code €1,290.00}; decimals are left out where they are zero. */
    public String format(Locale locale) {
        var format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(currency);
        var decimals = Math.max(0, currency.getDefaultFractionDigits());
        format.setMaximumFractionDigits(decimals);
        format.setMinimumFractionDigits(toMajorUnits().stripTrailingZeros().scale() <= 0 ? 0 : decimals);
        return CODE_BEFORE_DIGIT.matcher(format.format(toMajorUnits())).replaceFirst("$1\u00a0");
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("Cannot add %s and %s".formatted(currency, other.currency));
        }
        return other;
    }
}
