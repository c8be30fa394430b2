package market.tessera.provider.secondfactor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Time-based one-time passwords of RFC 6238 as every authenticator app knows them: HMAC-SHA-1, six digits, a new one every 30 seconds. The
 * neighbours in time count as well, for clocks that are not quite right.
 */
final class Totp {
    static final int DIGITS = 6;
    private static final int SECONDS = 30;
    private static final int MODULUS = 1_000_000;
    private static final int AROUND = 1;

    private Totp() {}

    /** The step whose code this is, if it is one of those that count at that time. */
    static OptionalLong stepOf(byte[] secret, String code, Instant time) {
        var now = time.getEpochSecond() / SECONDS;
        return LongStream.rangeClosed(now - AROUND, now + AROUND)
                .filter(step -> MessageDigest.isEqual(ascii(code(secret, step)), ascii(code)))
                .max();
    }

    private static byte[] ascii(String code) {
        return code.getBytes(StandardCharsets.US_ASCII);
    }

    static String code(byte[] secret, Instant time) {
        return code(secret, time.getEpochSecond() / SECONDS);
    }

    /** RFC 4226, section 5.3. */
    private static String code(byte[] secret, long step) {
        var hash = hmac(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        var offset = hash[hash.length - 1] & 0xf;
        var number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fffffff;
        return String.format(Locale.ROOT, "%0" + DIGITS + "d", number % MODULUS);
    }

    private static byte[] hmac(byte[] secret, byte[] message) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
