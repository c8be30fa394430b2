package market.tessera.checkout.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Whom a badge was given to, for those who know the address already: SHA-256 over address and salt (Open Badges 3.0, IdentityObject).
 *
 * @param hash as the credential has it, {@code sha256$…}
 */
public record Recipient(String hash, String salt) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String KIND = "sha256$";

    /** A hash that no other badge of the same person has. */
    public static Recipient of(String email) {
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        var salt = HexFormat.of().formatHex(bytes);
        return new Recipient(hash(normal(email), salt), salt);
    }

    /** In whatever letters its issuer has the address. */
    public boolean is(String email) {
        return Stream.of(normal(email), email.strip()).anyMatch(form -> hash.equalsIgnoreCase(hash(form, salt)));
    }

    /** Whether it is a hash of the kind that is compared here. */
    public boolean canBeCompared() {
        return hash.startsWith(KIND);
    }

    private static String normal(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    private static String hash(String identity, String salt) {
        try {
            var text = identity + salt;
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return KIND + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("This JVM lacks SHA-256", impossible);
        }
    }
}
