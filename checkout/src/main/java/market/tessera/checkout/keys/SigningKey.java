package market.tessera.checkout.keys;

import java.security.PrivateKey;
import java.security.PublicKey;

/**
 * A key pair to sign with now.
 *
 * @param id how the key is called where it is published, see {@link VerificationKey#id()}
 */
public record SigningKey(String id, Algorithm algorithm, PublicKey publicKey, PrivateKey privateKey) {
    /** What a key signs with, and how the JDK calls its kind. */
    public enum Algorithm {
        ED25519("Ed25519"),
        RS256("RSA");

        private final String kind;

        Algorithm(String kind) {
            this.kind = kind;
        }

        String kind() {
            return kind;
        }
    }

    @Override
    public String toString() {
        return "SigningKey[" + algorithm + " " + id + "]";
    }
}
