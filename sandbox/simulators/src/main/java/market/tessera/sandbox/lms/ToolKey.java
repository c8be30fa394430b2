package market.tessera.sandbox.lms;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;

/** The tool's own key, kept in a file so that a restart does not change who the tool is. */
final class ToolKey {
    private final RSAKey key;

    private ToolKey(RSAKey key) {
        this.key = key;
    }

    static ToolKey in(Path folder) {
        var file = folder.resolve("key.json");
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, generate().toJSONString());
            }
            return new ToolKey(RSAKey.parse(Files.readString(file)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (ParseException | JOSEException broken) {
            throw new IllegalStateException(file + " holds no key", broken);
        }
    }

    private static RSAKey generate() throws JOSEException {
        return new RSAKeyGenerator(2048)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.RS256)
                .keyIDFromThumbprint(true)
                .generate();
    }

    /** What anybody may know. */
    String published() {
        return new JWKSet(key).toString(true);
    }

    String sign(JWTClaimsSet claims) {
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException failure) {
            throw new IllegalStateException("The tool could not sign", failure);
        }
        return token.serialize();
    }
}
