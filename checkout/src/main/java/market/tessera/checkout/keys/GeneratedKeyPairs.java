package market.tessera.checkout.keys;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import market.tessera.checkout.keys.SigningKey.Algorithm;
import org.springframework.stereotype.Component;

@Component
class GeneratedKeyPairs implements KeyPairs {
    private static final int RSA_BITS = 2048;

    @Override
    public KeyPair next(Algorithm algorithm) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(algorithm.kind());
        if (algorithm == Algorithm.RS256) {
            generator.initialize(RSA_BITS);
        }
        return generator.generateKeyPair();
    }
}
