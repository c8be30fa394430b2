package market.tessera.checkout.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import market.tessera.checkout.keys.SigningKey.Algorithm;

/**
 * The public half of a key; stays published after the key has been retired, so that what it signed can be verified.
 *
 * @param id an RSA key's RFC 7638 thumbprint, an Ed25519 key's multibase form
 */
public record VerificationKey(String id, Algorithm algorithm, PublicKey publicKey) {

    static VerificationKey of(Algorithm algorithm, PublicKey key) {
        return new VerificationKey(identify(algorithm, key), algorithm, key);
    }

    /** @throws IllegalStateException for a key that is not RSA: those are published as multikeys */
    public RSAKey toJwk() {
        if (publicKey instanceof RSAPublicKey rsa) {
            return new RSAKey.Builder(rsa)
                    .keyID(id)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .build();
        }
        throw new IllegalStateException(algorithm + " keys are not published as JWK");
    }

    private static String identify(Algorithm algorithm, PublicKey key) {
        return switch (algorithm) {
            case ED25519 -> Multikey.encode(key);
            case RS256 -> thumbprint((RSAPublicKey) key);
        };
    }

    private static String thumbprint(RSAPublicKey key) {
        try {
            return new RSAKey.Builder(key).build().computeThumbprint().toString();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("This JVM lacks SHA-256", impossible);
        }
    }
}
