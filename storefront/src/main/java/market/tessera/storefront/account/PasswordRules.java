package market.tessera.storefront.account;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * What a password has to be, after NIST SP 800-63B: long enough, and nothing that guessers try first (lists of common passwords, words, keyboard
 * rows, the person's own name and address). No rules about kinds of characters.
 */
@Component
class PasswordRules {
    private static final int SHORTEST = 10;
    private static final int LONGEST = 200;
    private static final int LEAST_OF_ONES_OWN = 5;
    /** Measuring takes time that grows with the cube of the length; what is longer is not weaker. */
    private static final int MEASURED = 64;
    /** Guesses, as a power of ten. Attempts are throttled, so a million takes many years. */
    private static final double HARD_ENOUGH = 6;

    private final Zxcvbn strength = new Zxcvbn();

    /** Why a password is refused. */
    enum Weakness {
        SHORT,
        LONG,
        GUESSABLE
    }

    /** @param about the person: name, address */
    Optional<Weakness> weaknessOf(String password, List<String> about) {
        var length = password.codePointCount(0, password.length());
        if (length < SHORTEST) {
            return Optional.of(Weakness.SHORT);
        }
        if (length > LONGEST) {
            return Optional.of(Weakness.LONG);
        }
        return guessable(password, about) ? Optional.of(Weakness.GUESSABLE) : Optional.empty();
    }

    private boolean guessable(String password, List<String> about) {
        var known = Stream.concat(Stream.of("tessera"), about.stream().flatMap(PasswordRules::words))
                .toList();
        var start = password.substring(0, Math.min(password.length(), MEASURED));
        return addsLittleTo(known, start) || strength.measure(start, known).getGuessesLog10() < HARD_ENOUGH;
    }

    /** Whether hardly anything is left of the password without the words that everybody can know. */
    private static boolean addsLittleTo(List<String> known, String password) {
        var rest = password.toLowerCase(Locale.ROOT);
        for (var word : known) {
            rest = rest.replace(word, "");
        }
        return rest.length() < LEAST_OF_ONES_OWN;
    }

    private static Stream<String> words(String text) {
        return Stream.of(text.toLowerCase(Locale.ROOT).split("[\\s@.]+")).filter(word -> word.length() > 2);
    }
}
