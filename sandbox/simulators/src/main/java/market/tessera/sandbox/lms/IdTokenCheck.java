package market.tessera.sandbox.lms;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a careful tool checks before it believes an id token (LTI 1.3 core, section 5.1.3). */
final class IdTokenCheck {
    static final String LTI = "https://purl.imsglobal.org/spec/lti/claim/";

    private final Platform platform;
    private final String clientId;
    private final String deploymentId;
    private final String target;

    IdTokenCheck(Platform platform, String clientId, String deploymentId, String target) {
        this.platform = platform;
        this.clientId = clientId;
        this.deploymentId = deploymentId;
        this.target = target;
    }

    /** What the token says; nothing if any check fails. */
    Optional<JWTClaimsSet> claims(String text, String nonce) {
        try {
            var token = SignedJWT.parse(text);
            var claims = token.getJWTClaimsSet();
            return isSigned(token)
                            && isForUs(claims)
                            && isLaunch(claims)
                            && nonce.equals(claims.getStringClaim("nonce"))
                    ? Optional.of(claims)
                    : Optional.empty();
        } catch (ParseException | JOSEException forged) {
            return Optional.empty();
        }
    }

    private boolean isSigned(SignedJWT token) throws ParseException, JOSEException {
        return JWSAlgorithm.RS256.equals(token.getHeader().getAlgorithm())
                && platform.keys().getKeyByKeyId(token.getHeader().getKeyID()) instanceof RSAKey key
                && token.verify(new RSASSAVerifier(key));
    }

    private boolean isForUs(JWTClaimsSet claims) throws ParseException {
        return platform.issuer().equals(claims.getIssuer())
                && List.of(clientId).equals(claims.getAudience())
                && clientId.equals(claims.getStringClaim("azp"))
                && claims.getExpirationTime() != null
                && claims.getExpirationTime().toInstant().isAfter(Instant.now());
    }

    private boolean isLaunch(JWTClaimsSet claims) throws ParseException {
        return "LtiResourceLinkRequest".equals(claims.getStringClaim(LTI + "message_type"))
                && "1.3.0".equals(claims.getStringClaim(LTI + "version"))
                && deploymentId.equals(claims.getStringClaim(LTI + "deployment_id"))
                && target.equals(claims.getStringClaim(LTI + "target_link_uri"))
                && claims.getClaim(LTI + "resource_link") instanceof Map<?, ?> link
                && link.get("id") != null;
    }
}
