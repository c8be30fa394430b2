package market.tessera.platform.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * Calls of the provider portal to another application: each is signed for one path and one body, with the key that signs its staff's sessions, and is good for a
 * minute. Such a signature is no session, nor the other way round.
 */
public final class SignedCalls {
    /** Where the signature is sent. */
    public static final String HEADER = "Tessera-Signature";

    private static final String ISSUER = "tessera/call";
    private static final String DIGEST = "digest";
    private static final Duration GOOD_FOR = Duration.ofMinutes(1);

    private final ECKey key;
    private final Clock clock;

    SignedCalls(IdentityProperties properties, Clock clock) {
        this.key = PemKeys.read(properties.staff());
        this.clock = clock;
    }

    /** @throws IllegalStateException in an application that has not got the private key */
    public String sign(String path, String body) {
        if (!key.isPrivate()) {
            throw new IllegalStateException("This application signs no calls");
        }
        var claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(path)
                .claim(DIGEST, digest(body))
                .expirationTime(Date.from(clock.instant().plus(GOOD_FOR)))
                .build();
        try {
            var call = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            call.sign(new ECDSASigner(key));
            return call.serialize();
        } catch (JOSEException failure) {
            throw new IllegalStateException("A call could not be signed", failure);
        }
    }

    /** Whether the portal has signed this body for this path a moment ago. */
    public boolean isSigned(String path, String body, @Nullable String signature) {
        if (signature == null) {
            return false;
        }
        try {
            var call = SignedJWT.parse(signature);
            var claims = call.getJWTClaimsSet();
            return call.verify(new ECDSAVerifier(key.toPublicJWK()))
                    && ISSUER.equals(claims.getIssuer())
                    && claims.getAudience().contains(path)
                    && digest(body).equals(claims.getStringClaim(DIGEST))
                    && claims.getExpirationTime().toInstant().isAfter(clock.instant());
        } catch (ParseException | JOSEException | IllegalArgumentException forged) {
            return false;
        }
    }

    private static String digest(String body) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
