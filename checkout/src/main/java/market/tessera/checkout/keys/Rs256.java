package market.tessera.checkout.keys;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Optional;

/**
 * Signs with RS256 (RFC 7518, section 3.3) by AWS-LC where that runs, which takes a fraction of what the JDK's own takes, and by the JDK elsewhere. The
 * signature is the same, byte for byte, as there is one only.
 */
public final class Rs256 {
    private static final Optional<Provider> NATIVE = Optional.<Provider>of(AmazonCorrettoCryptoProvider.INSTANCE)
            .filter(_ -> AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError() == null);

    private Rs256() {}

    /** Who does it here. Loads a library, which takes part of a second: to be asked before anybody waits. */
    static String by() {
        return NATIVE.map(Provider::getInfo).orElse("the JDK");
    }

    public static JWSSigner signer(PrivateKey key) {
        var signer = new RSASSASigner(key);
        NATIVE.ifPresent(signer.getJCAContext()::setProvider);
        return signer;
    }

    /** The key in the form that it signs fastest in. */
    static PrivateKey read(byte[] pkcs8) throws GeneralSecurityException {
        var keys = NATIVE.isPresent() ? KeyFactory.getInstance("RSA", NATIVE.get()) : KeyFactory.getInstance("RSA");
        return keys.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }
}
