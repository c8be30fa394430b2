package market.tessera.sandbox.servers;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;

/** Keys for the session tokens of this JVM's tests, by the names of the environment variables that bring them in production. */
final class TestIdentityKeys {
    private static final Map<String, Object> ENVIRONMENT = generate();

    private TestIdentityKeys() {}

    static Map<String, Object> environment() {
        return ENVIRONMENT;
    }

    private static Map<String, Object> generate() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var learner = generator.generateKeyPair();
            var staff = generator.generateKeyPair();
            return Map.of(
                    "TESSERA_LEARNER_PUBLIC_KEY", publicKey(learner),
                    "TESSERA_LEARNER_PRIVATE_KEY", privateKey(learner),
                    "TESSERA_STAFF_PUBLIC_KEY", publicKey(staff),
                    "TESSERA_STAFF_PRIVATE_KEY", privateKey(staff),
                    "TESSERA_SECURE_COOKIES", "false");
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This JVM has no P-256 keys", missing);
        }
    }

    private static String publicKey(KeyPair pair) {
        return pem("PUBLIC KEY", pair.getPublic());
    }

    private static String privateKey(KeyPair pair) {
        return pem("PRIVATE KEY", pair.getPrivate());
    }

    private static String pem(String label, Key key) {
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
                .formatted(label, Base64.getMimeEncoder().encodeToString(key.getEncoded()));
    }
}
