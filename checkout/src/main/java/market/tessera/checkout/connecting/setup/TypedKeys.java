package market.tessera.checkout.connecting.setup;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.Base64;
import java.util.Optional;

/** Public keys as people paste them: a JWK set, a single JWK, or what stands between the lines of a PEM file. */
final class TypedKeys {
    private static final int LEAST_BITS = 2048;
    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String END = "-----END PUBLIC KEY-----";

    private TypedKeys() {}

    /** A set of public RSA keys; nothing where the text is none, or a key is too short to be safe. */
    static Optional<JWKSet> read(String text) {
        var stripped = text.strip();
        var set = stripped.startsWith("{") ? json(stripped) : pem(stripped);
        return set.map(JWKSet::toPublicJWKSet)
                .filter(keys -> !keys.isEmpty() && keys.getKeys().stream().allMatch(TypedKeys::isSafe));
    }

    private static boolean isSafe(JWK key) {
        return key instanceof RSAKey && key.size() >= LEAST_BITS;
    }

    private static Optional<JWKSet> json(String text) {
        try {
            return Optional.of(text.contains("\"keys\"") ? JWKSet.parse(text) : new JWKSet(JWK.parse(text)));
        } catch (ParseException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<JWKSet> pem(String text) {
        if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
            return Optional.empty();
        }
        try {
            var encoded = Base64.getMimeDecoder()
                    .decode(text.substring(BEGIN.length(), text.length() - END.length())
                            .strip());
            var key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded));
            return Optional.of(new JWKSet(new RSAKey.Builder((RSAPublicKey) key).build()));
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
