package market.tessera.checkout.keys;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/** Base58 with the Bitcoin alphabet in multibase, which marks it with a leading {@code z}. */
public final class Base58 {
    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(ALPHABET.length());
    private static final char MARK = 'z';
    /** More than any key or signature needs: to read it takes as long as its length squared. */
    private static final int LONGEST = 500;

    private Base58() {}

    public static String toMultibase(byte[] bytes) {
        var digits = new StringBuilder();
        for (var rest = new BigInteger(1, bytes); rest.signum() > 0; ) {
            var division = rest.divideAndRemainder(BASE);
            digits.append(ALPHABET.charAt(division[1].intValue()));
            rest = division[0];
        }
        digits.repeat(ALPHABET.charAt(0), leadingZeros(bytes));
        return digits.append(MARK).reverse().toString();
    }

    /** The bytes, unless the text is not multibase of this kind, or longer than any key or signature. */
    public static Optional<byte[]> fromMultibase(String text) {
        if (text.length() < 2 || text.length() > LONGEST || text.charAt(0) != MARK) {
            return Optional.empty();
        }
        var value = BigInteger.ZERO;
        var zeros = 0;
        for (var position = 1; position < text.length(); position++) {
            var digit = ALPHABET.indexOf(text.charAt(position));
            if (digit < 0) {
                return Optional.empty();
            }
            zeros += digit == 0 && value.signum() == 0 ? 1 : 0;
            value = value.multiply(BASE).add(BigInteger.valueOf(digit));
        }
        return Optional.of(padded(value, zeros));
    }

    private static byte[] padded(BigInteger value, int zeros) {
        var magnitude = value.signum() == 0 ? new byte[0] : value.toByteArray();
        var from = magnitude.length > 0 && magnitude[0] == 0 ? 1 : 0;
        var bytes = new byte[zeros + magnitude.length - from];
        System.arraycopy(magnitude, from, bytes, zeros, magnitude.length - from);
        return bytes;
    }

    private static int leadingZeros(byte[] bytes) {
        return Arrays.mismatch(bytes, new byte[bytes.length]) < 0
                ? bytes.length
                : Arrays.mismatch(bytes, new byte[bytes.length]);
    }
}
