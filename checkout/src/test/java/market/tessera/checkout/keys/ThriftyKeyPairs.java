package market.tessera.checkout.keys;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.List;
import market.tessera.checkout.keys.SigningKey.Algorithm;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/**
 * RSA keys of which every two share a prime with others: no good for secrets, and made at once. To look for two new primes for each institution of each test was a third of all
 * the work of these tests.
 */
@Primary
@Component
public class ThriftyKeyPairs implements KeyPairs {
    private static final int BITS = 1024;
    private static final BigInteger E = BigInteger.valueOf(65_537);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final List<BigInteger> PRIMES = new ArrayList<>(List.of(prime()));

    private static int first;
    private static int second;

    private final GeneratedKeyPairs others = new GeneratedKeyPairs();

    @Override
    public KeyPair next(Algorithm algorithm) throws GeneralSecurityException {
        return algorithm == Algorithm.RS256 ? rsa() : others.next(algorithm);
    }

    /** Different from every one before. */
    public static synchronized KeyPair rsa() throws GeneralSecurityException {
        if (++first >= second) {
            first = 0;
            second++;
            PRIMES.add(prime());
        }
        return of(PRIMES.get(first), PRIMES.get(second));
    }

    private static KeyPair of(BigInteger p, BigInteger q) throws GeneralSecurityException {
        var n = p.multiply(q);
        var less = p.subtract(BigInteger.ONE);
        var lesser = q.subtract(BigInteger.ONE);
        var d = E.modInverse(less.multiply(lesser));
        var keys = KeyFactory.getInstance("RSA");
        return new KeyPair(
                keys.generatePublic(new RSAPublicKeySpec(n, E)),
                keys.generatePrivate(
                        new RSAPrivateCrtKeySpec(n, E, d, p, q, d.mod(less), d.mod(lesser), q.modInverse(p))));
    }

    /** With its two highest bits set, so that the product of two is long enough, and fit for the exponent. */
    private static BigInteger prime() {
        var found = BigInteger.probablePrime(BITS, RANDOM);
        return found.testBit(BITS - 2) && !found.subtract(BigInteger.ONE).mod(E).equals(BigInteger.ZERO)
                ? found
                : prime();
    }
}
