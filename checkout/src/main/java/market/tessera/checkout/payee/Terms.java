package market.tessera.checkout.payee;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * On what terms a provider is paid.
 *
 * @param commissionBasisPoints the market's part, in hundredths of a percent
 * @param holdbackDays how long a share waits after its place was confirmed
 */
record Terms(int commissionBasisPoints, int holdbackDays) {
    private static final BigDecimal BASIS_POINTS = BigDecimal.valueOf(100);
    private static final int WHOLE = 10_000;
    private static final int LONGEST_HOLDBACK = 180;

    /** As they are typed; empty if they are none, or out of bounds. */
    static Optional<Terms> read(@Nullable String commissionPercent, @Nullable String holdbackDays) {
        var percent = commissionPercent == null ? "" : commissionPercent.strip().replace(',', '.');
        var days = holdbackDays == null ? "" : holdbackDays.strip();
        if (!percent.matches("\\d{1,3}(\\.\\d{1,2})?") || !days.matches("\\d{1,3}")) {
            return Optional.empty();
        }
        var terms = new Terms(new BigDecimal(percent).multiply(BASIS_POINTS).intValueExact(), Integer.parseInt(days));
        return terms.commissionBasisPoints() <= WHOLE && terms.holdbackDays() <= LONGEST_HOLDBACK
                ? Optional.of(terms)
                : Optional.empty();
    }

    /** Such as {@code 12.5}. */
    static String percent(int basisPoints) {
        return BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros().toPlainString();
    }
}
