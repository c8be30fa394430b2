package market.tessera.checkout.placing;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/** Numbers for people: short enough to say on the phone, without letters that look alike, and telling nothing about how much is sold. */
final class OrderNumbers {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 10;
    private static final RandomGenerator RANDOM = new SecureRandom();

    private OrderNumbers() {}

    /** Such as {@code T-7K3M9-4QX2P}: 50 random bits in Crockford's base 32. */
    static String next() {
        var number = new StringBuilder("T-");
        for (var i = 0; i < LENGTH; i++) {
            if (i == LENGTH / 2) {
                number.append('-');
            }
            number.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return number.toString();
    }
}
