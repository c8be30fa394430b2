package market.tessera.checkout.ags;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Date;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import market.tessera.checkout.keys.Rs256;
import market.tessera.checkout.keys.SigningKey;
import market.tessera.checkout.keys.SigningKeys;
import market.tessera.checkout.keys.VerificationKey;
import market.tessera.checkout.lti.LtiScope;
import market.tessera.checkout.lti.PlatformKeys;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What tools show when they call: signed by the platform, good for an hour, so that nothing has to be kept. */
@Component
class AccessTokens {
    static final Duration LIFETIME = Duration.ofHours(1);

    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

    private final SigningKeys keys;
    private final Clock clock;
    private final String issuer;

    AccessTokens(SigningKeys keys, Clock clock, @Value("${tessera.public-url}") String issuer) {
        this.keys = keys;
        this.clock = clock;
        this.issuer = issuer;
    }

    /** Whose token that is, and what it allows. */
    record Access(String clientId, Set<LtiScope> scopes) {}

    Mono<String> issue(String clientId, Set<LtiScope> scopes) {
        var now = clock.instant();
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(audience())
                .subject(clientId)
                .claim("scope", scopes.stream().map(LtiScope::uri).collect(Collectors.joining(" ")))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .build();
        return keys.current(PlatformKeys.OWNER, SigningKey.Algorithm.RS256).map(key -> sign(key, claims));
    }

    /** Nothing if the token is not ours, has expired or was altered. */
    Mono<Access> verify(String text) {
        return Mono.justOrEmpty(Jwts.parse(text))
                .filter(token -> TYPE.equals(token.getHeader().getType())
                        && JWSAlgorithm.RS256.equals(token.getHeader().getAlgorithm()))
                .filterWhen(this::isOurs)
                .mapNotNull(this::access);
    }

    private Mono<Boolean> isOurs(SignedJWT token) {
        return keys.published(PlatformKeys.OWNER)
                .filter(key -> key.id().equals(token.getHeader().getKeyID()))
                .any(key -> verifies(token, key));
    }

    private @org.jspecify.annotations.Nullable Access access(SignedJWT token) {
        try {
            var claims = token.getJWTClaimsSet();
            var valid = issuer.equals(claims.getIssuer())
                    && claims.getAudience().contains(audience())
                    && claims.getExpirationTime().toInstant().isAfter(clock.instant());
            return valid ? new Access(claims.getSubject(), scopes(claims.getStringClaim("scope"))) : null;
        } catch (ParseException malformed) {
            return null;
        }
    }

    static Set<LtiScope> scopes(String text) {
        return Arrays.stream(text.split(" ", -1))
                .flatMap(uri -> LtiScope.of(uri).stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(LtiScope.class)));
    }

    private String audience() {
        return issuer + "/lti/ags";
    }

    private static boolean verifies(SignedJWT token, VerificationKey key) {
        try {
            return token.verify(new RSASSAVerifier((RSAPublicKey) key.publicKey()));
        } catch (JOSEException unsupported) {
            return false;
        }
    }

    private static String sign(SigningKey key, JWTClaimsSet claims) {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(key.id())
                .type(TYPE)
                .build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(Rs256.signer(key.privateKey()));
        } catch (JOSEException failure) {
            throw new IllegalStateException("An access token could not be signed", failure);
        }
        return token.serialize();
    }
}
