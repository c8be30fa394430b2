package market.tessera.checkout.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPublicKey;
import org.junit.jupiter.api.Test;

class Rs256Tests {
    private static final JWSHeader HEADER = new JWSHeader(JWSAlgorithm.RS256);

    @Test
    void signsAsTheJdkDoesWithAKeyThatWasKept() throws GeneralSecurityException, JOSEException {
        for (var number = 0; number < 5; number++) {
            var pair = ThriftyKeyPairs.rsa();
            var kept = Rs256.read(pair.getPrivate().getEncoded());
            var message = "badge ".repeat(number).getBytes(StandardCharsets.UTF_8);

            var signature = Rs256.signer(kept).sign(HEADER, message);

            assertThat(signature).isEqualTo(new RSASSASigner(pair.getPrivate()).sign(HEADER, message));
            assertThat(new RSASSAVerifier((RSAPublicKey) pair.getPublic()).verify(HEADER, message, signature))
                    .isTrue();
            assertThat(kept.getEncoded()).isEqualTo(pair.getPrivate().getEncoded());
        }
    }
}
