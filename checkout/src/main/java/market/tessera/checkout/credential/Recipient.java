package market.tessera.checkout.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Whom a badge was given to, for those who know the address already: SHA-256 over address and salt (Open Badges 3.0, IdentityObject).
 *
 * @param hash as the credential has it, {@code sha256$…}
 */
public record Recipient(String hash, String salt) {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A hash that no other badge of the same person has. */
    public static Recipient of(String email) {
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        var salt = HexFormat.of().formatHex(bytes);
        return new Recipient(hash(email, salt), salt);
    }

    public boolean is(String email) {
        return hash.equals(hash(email, salt));
    }

    private static String hash(String email, String salt) {
        try {
            var text = email.strip().toLowerCase(Locale.ROOT) + salt;
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256$" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("This JVM lacks SHA-256", impossible);
        }
    }
}
