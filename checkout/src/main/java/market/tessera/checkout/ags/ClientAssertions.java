package market.tessera.checkout.ags;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import market.tessera.checkout.lti.LtiTool;
import market.tessera.checkout.lti.LtiTools;
import market.tessera.checkout.lti.SingleUse;
import market.tessera.checkout.lti.SingleUse.Purpose;
import market.tessera.checkout.lti.ToolKeys;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How a tool proves who it is (RFC 7523, section 2.2; 1EdTech Security Framework, section 4.1.1): a JWT of its own, good for one use. */
@Component
class ClientAssertions {
    private static final Duration KEYS_KEPT = Duration.ofMinutes(5);
    private static final Duration SKEW = Duration.ofMinutes(1);
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(65);

    private final LtiTools tools;
    private final ToolKeys keys;
    private final SingleUse singleUse;
    private final Clock clock;
    private final String issuer;

    ClientAssertions(
            LtiTools tools,
            ToolKeys keys,
            SingleUse singleUse,
            Clock clock,
            @Value("${tessera.public-url}") String issuer) {
        this.tools = tools;
        this.keys = keys;
        this.singleUse = singleUse;
        this.clock = clock;
        this.issuer = issuer;
    }

    /** The tool that has signed it; nothing if it is forged, stale, meant for somebody else or used before. */
    Mono<LtiTool> verify(String text) {
        return Mono.justOrEmpty(Jwts.parse(text))
                .filter(token -> JWSAlgorithm.RS256.equals(token.getHeader().getAlgorithm()))
                .flatMap(token -> Mono.justOrEmpty(claims(token))
                        .flatMap(claims -> tools.find(claims.getSubject())
                                .filterWhen(tool -> isSignedBy(tool, token))
                                .filterWhen(tool -> singleUse.use(
                                        tool.clientId(),
                                        Purpose.ASSERTION,
                                        claims.getJWTID(),
                                        claims.getExpirationTime().toInstant().plus(SKEW)))));
    }

    private Optional<JWTClaimsSet> claims(SignedJWT token) {
        try {
            return Optional.of(token.getJWTClaimsSet()).filter(this::isAcceptable);
        } catch (ParseException malformed) {
            return Optional.empty();
        }
    }

    private boolean isAcceptable(JWTClaimsSet claims) {
        var now = clock.instant();
        var expires = claims.getExpirationTime();
        return claims.getSubject() != null
                && claims.getSubject().equals(claims.getIssuer())
                && (claims.getAudience().contains(issuer + "/lti/token")
                        || claims.getAudience().contains(issuer))
                && claims.getJWTID() != null
                && claims.getJWTID().length() <= 255
                && expires != null
                && expires.toInstant().isAfter(now.minus(SKEW))
                && expires.toInstant().isBefore(now.plus(LONGEST_LIFE));
    }

    /** A key that is not known yet may be a new one: then the tool is asked once more. */
    private Mono<Boolean> isSignedBy(LtiTool tool, SignedJWT token) {
        return keys.of(tool, KEYS_KEPT)
                .filter(known -> key(known, token).isPresent())
                .switchIfEmpty(keys.of(tool, Duration.ofSeconds(2)))
                .map(known ->
                        key(known, token).filter(key -> verifies(token, key)).isPresent());
    }

    /** A key that was typed without a name is the one, whatever the tool calls it. */
    private static Optional<RSAKey> key(JWKSet keys, SignedJWT token) {
        var only = keys.getKeys().size() == 1 && keys.getKeys().getFirst().getKeyID() == null;
        return Optional.ofNullable(
                        only
                                ? keys.getKeys().getFirst()
                                : keys.getKeyByKeyId(token.getHeader().getKeyID()))
                .filter(RSAKey.class::isInstance)
                .map(RSAKey.class::cast);
    }

    private static boolean verifies(SignedJWT token, RSAKey key) {
        try {
            return token.verify(new RSASSAVerifier(key));
        } catch (JOSEException unsupported) {
            return false;
        }
    }
}
