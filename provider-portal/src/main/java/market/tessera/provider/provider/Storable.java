package market.tessera.provider.provider;

import java.math.BigDecimal;
import java.util.Optional;

/** What the database can keep so that everybody can read it again: of what JSON and Java allow, not everything. */
public final class Storable {
    private static final int MOST_DIGITS = 30;
    private static final int LONGEST_NUMBER = 40;

    private Storable() {}

    /** PostgreSQL writes a number of its JSON out, digit by digit; thousands of them are more than readers of JSON take. */
    public static boolean fits(BigDecimal number) {
        return number.precision() <= MOST_DIGITS && number.scale() <= MOST_DIGITS && number.scale() >= -MOST_DIGITS;
    }

    /** The number that a text says; empty if it says none, or none that {@link #fits}. Takes no longer for a text of any length. */
    public static Optional<BigDecimal> number(String text) {
        if (text.length() > LONGEST_NUMBER) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text)).filter(Storable::fits);
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
