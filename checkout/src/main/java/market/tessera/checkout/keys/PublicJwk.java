package market.tessera.checkout.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.security.PublicKey;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;

/** Public keys as JWK, of the kinds that sign credentials: RSA, the NIST curves, Ed25519. */
public final class PublicJwk {
    private PublicJwk() {}

    /** The key, if that is one. */
    public static Optional<PublicKey> read(Map<String, Object> members) {
        try {
            return switch (JWK.parse(members)) {
                case OctetKeyPair pair -> Multikey.ofRaw(pair.getX().decode());
                case AsymmetricJWK key -> Optional.of(key.toPublicKey());
                default -> Optional.empty();
            };
        } catch (ParseException | JOSEException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
