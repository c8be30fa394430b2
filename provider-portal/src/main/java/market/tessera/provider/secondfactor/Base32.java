package market.tessera.provider.secondfactor;

import java.math.BigInteger;

/** Base 32 of RFC 4648 without padding, for whole multiples of five bytes. */
final class Base32 {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;
    private static final int BYTE_BITS = 8;

    private Base32() {}

    static String of(byte[] bytes) {
        if (bytes.length % BITS != 0) {
            throw new IllegalArgumentException("Not a multiple of five bytes: " + bytes.length);
        }
        var number = new BigInteger(1, bytes);
        var text = new StringBuilder();
        for (var shift = bytes.length * BYTE_BITS - BITS; shift >= 0; shift -= BITS) {
            text.append(ALPHABET.charAt(number.shiftRight(shift).intValue() & 0x1f));
        }
        return text.toString();
    }
}
