package market.tessera.sandbox.stripe;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Amounts of three decimals have to end in a nought (Stripe documentation, "Three-decimal currencies"), and there are a smallest and a largest one that can be
 * paid ("Minimum and maximum charge amounts"; the smallest of a few currencies).
 */
final class PayableAmounts {
    private static final Set<String> THREE_DECIMALS = Set.of("bhd", "jod", "kwd", "omr", "tnd");
    private static final int STEP = 10;
    private static final Map<String, Integer> LEAST = Map.of(
            "eur", 50, "usd", 50, "chf", 50, "jpy", 50, "gbp", 30, "dkk", 250, "nok", 300, "sek", 300, "huf", 17_500);

    private static final long MOST = 99_999_999;
    private static final long MOST_RUPIAH = 999_999_999_999L;

    private PayableAmounts() {}

    /** The least that amounts differ by. */
    static int step(String currency) {
        return THREE_DECIMALS.contains(currency.toLowerCase(Locale.ROOT)) ? STEP : 1;
    }

    /** @throws ApiError if nobody can pay that */
    static long check(String parameter, long amount, String currency) {
        if (amount % step(currency) != 0) {
            throw ApiError.invalid(
                    parameter,
                    "Amounts in %s must be evenly divisible by 10: %d"
                            .formatted(currency.toUpperCase(Locale.ROOT), amount));
        }
        return amount;
    }

    /** @throws ApiError if that is too little, or too much, to be paid at once */
    static void checkCharge(long amount, String currency) {
        int least = LEAST.getOrDefault(currency.toLowerCase(Locale.ROOT), 0);
        if (amount < least) {
            throw ApiError.refused(
                    "amount_too_small",
                    "The Checkout Session's total amount must convert to at least %d in the smallest unit of %s."
                            .formatted(least, currency.toUpperCase(Locale.ROOT)));
        }
        if (amount > (currency.equalsIgnoreCase("IDR") ? MOST_RUPIAH : MOST)) {
            throw ApiError.refused(
                    "amount_too_large", "The Checkout Session's total amount must be no more than eight digits.");
        }
    }
}
