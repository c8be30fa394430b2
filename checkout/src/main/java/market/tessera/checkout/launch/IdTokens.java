package market.tessera.checkout.launch;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import market.tessera.checkout.keys.Rs256;
import market.tessera.checkout.keys.SigningKey;
import market.tessera.checkout.keys.SigningKeys;
import market.tessera.checkout.lti.LtiMessage;
import market.tessera.checkout.lti.LtiTool;
import market.tessera.checkout.lti.PlatformKeys;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Writes the token that tells a tool who has come and for what (LTI 1.3 core, section 5.3). */
@Component
class IdTokens {
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final SigningKeys keys;
    private final Clock clock;
    private final String issuer;

    IdTokens(SigningKeys keys, Clock clock, @Value("${tessera.public-url}") String issuer) {
        this.keys = keys;
        this.clock = clock;
        this.issuer = issuer;
    }

    Mono<String> issue(LtiTool tool, LtiMessage message, String nonce) {
        return keys.current(PlatformKeys.OWNER, SigningKey.Algorithm.RS256)
                .map(key -> sign(key, claims(tool, message, nonce)));
    }

    private JWTClaimsSet claims(LtiTool tool, LtiMessage message, String nonce) {
        var now = clock.instant();
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(tool.clientId())
                .claim("azp", tool.clientId())
                .subject(message.subject())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .claim("nonce", nonce)
                .claim(LtiMessage.LTI + "version", "1.3.0")
                .claim(LtiMessage.LTI + "deployment_id", tool.deploymentId())
                .claim(
                        LtiMessage.LTI + "tool_platform",
                        Map.of("guid", issuer, "name", "Tessera", "product_family_code", "tessera", "url", issuer));
        message.claims().forEach(claims::claim);
        return claims.build();
    }

    private static String sign(SigningKey key, JWTClaimsSet claims) {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(key.id())
                .type(JOSEObjectType.JWT)
                .build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(Rs256.signer(key.privateKey()));
        } catch (JOSEException failure) {
            throw new IllegalStateException("An id token could not be signed", failure);
        }
        return token.serialize();
    }
}
