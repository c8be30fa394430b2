package market.tessera.provider.provider;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the database can keep so that everybody can read it again: of what JSON and Java allow, not everything. */
public final class Storable {
    private static final int MOST_DIGITS = 30;
    private static final int LONGEST_NUMBER = 40;

    private static final Pattern UNSTORABLE = Pattern.compile("[\\x00\\p{Cs}]");

    private Storable() {}

    /** Whether PostgreSQL takes a text as it is: it knows neither NUL nor half of a surrogate pair. */
    public static boolean fits(String text) {
        for (var at = 0; at < text.length(); at++) {
            var character = text.charAt(at);
            var pair = at + 1 < text.length() && Character.isSurrogatePair(character, text.charAt(at + 1));
            if (character == 0 || (Character.isSurrogate(character) && !pair)) {
                return false;
            }
            at += pair ? 1 : 0;
        }
        return true;
    }

    /** A text without what PostgreSQL does not take. */
    public static String cleaned(String text) {
        return fits(text) ? text : UNSTORABLE.matcher(text).replaceAll("");
    }

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
