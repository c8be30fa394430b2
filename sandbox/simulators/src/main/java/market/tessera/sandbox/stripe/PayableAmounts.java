package market.tessera.sandbox.stripe;

import java.util.Locale;
import java.util.Set;

/** Amounts of three decimals have to end in a nought (Stripe documentation, "Three-decimal currencies"). */
final class PayableAmounts {
    private static final Set<String> THREE_DECIMALS = Set.of("bhd", "jod", "kwd", "omr", "tnd");
    private static final int STEP = 10;

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
}
