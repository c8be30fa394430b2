package market.tessera.checkout.stripe;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import market.tessera.platform.money.Money;

/**
 * Amounts as Stripe counts them. It agrees with ISO 4217 but for a few currencies
 * (Stripe documentation, "Supported currencies": zero-decimal and special-case currencies). That forints and Taiwan dollars are whole counts for
 * payouts to banks alone, which Stripe makes by itself.
 */
public final class StripeAmounts {
    private static final Map<String, Integer> DECIMALS = Map.of("ISK", 2, "UGX", 2, "MGA", 0);

    private StripeAmounts() {}

    /** @throws ArithmeticException if Stripe cannot express the amount: none that is a multiple of {@link Money#payableStep} */
    public static long toStripe(Money money) {
        return money.toMajorUnits().movePointRight(decimals(money.currency())).longValueExact();
    }

    /** @throws ArithmeticException if our books cannot hold it, as nothing that is paid can be */
    public static Money fromStripe(long amount, String currency) {
        return money(amount, currency, RoundingMode.UNNECESSARY);
    }

    /** What was kept of a payment can be finer than what is paid, such as half a króna: the nearest that our books can hold, half up. */
    public static Money nearest(long amount, String currency) {
        return money(amount, currency, RoundingMode.HALF_UP);
    }

    private static Money money(long amount, String currency, RoundingMode rounding) {
        var known = Currency.getInstance(currency.toUpperCase(Locale.ROOT));
        var minor = BigDecimal.valueOf(amount, decimals(known))
                .movePointRight(Math.max(0, known.getDefaultFractionDigits()))
                .setScale(0, rounding);
        return new Money(minor.longValueExact(), known);
    }

    public static String code(Currency currency) {
        return currency.getCurrencyCode().toLowerCase(Locale.ROOT);
    }

    private static int decimals(Currency currency) {
        return DECIMALS.getOrDefault(currency.getCurrencyCode(), Math.max(0, currency.getDefaultFractionDigits()));
    }
}
