package market.tessera.platform.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Reads P-256 keys from PEM text, as {@code openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256} writes them. */
final class PemKeys {
    private PemKeys() {}

    /** The key with its RFC 7638 thumbprint as key id. */
    static ECKey read(IdentityProperties.Keys pem) {
        try {
            var keys = KeyFactory.getInstance("EC");
            var key = new ECKey.Builder(
                    Curve.P_256, (ECPublicKey) keys.generatePublic(new X509EncodedKeySpec(decode(pem.publicKey()))));
            if (pem.privateKey() != null && !pem.privateKey().isBlank()) {
                key.privateKey((ECPrivateKey) keys.generatePrivate(new PKCS8EncodedKeySpec(decode(pem.privateKey()))));
            }
            return key.keyIDFromThumbprint().build();
        } catch (GeneralSecurityException | JOSEException | IllegalArgumentException broken) {
            throw new IllegalStateException("A key under tessera.identity is not a P-256 key in PEM form", broken);
        }
    }

    private static byte[] decode(String pem) {
        return Base64.getMimeDecoder()
                .decode(pem.replaceAll("-----[A-Z ]+-----", "").strip());
    }
}
