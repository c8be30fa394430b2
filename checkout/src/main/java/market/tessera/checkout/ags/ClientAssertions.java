package market.tessera.checkout.ags;

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
import market.tessera.checkout.lti.ToolSignatures;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How a tool proves who it is (RFC 7523, section 2.2; 1EdTech Security Framework, section 4.1.1): a JWT of its own, good for one use. */
@Component
class ClientAssertions {
    private static final Duration SKEW = Duration.ofMinutes(1);
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(65);

    private final LtiTools tools;
    private final ToolSignatures signatures;
    private final SingleUse singleUse;
    private final Clock clock;
    private final String issuer;

    ClientAssertions(
            LtiTools tools,
            ToolSignatures signatures,
            SingleUse singleUse,
            Clock clock,
            @Value("${tessera.public-url}") String issuer) {
        this.tools = tools;
        this.signatures = signatures;
        this.singleUse = singleUse;
        this.clock = clock;
        this.issuer = issuer;
    }

    /** The tool that has signed it; nothing if it is forged, stale, meant for somebody else or used before. */
    Mono<LtiTool> verify(String text) {
        return Mono.justOrEmpty(Jwts.parse(text))
                .flatMap(token -> Mono.justOrEmpty(claims(token))
                        .flatMap(claims -> tools.find(claims.getSubject())
                                .filterWhen(tool -> signatures.verifies(tool, token))
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
}
