package market.tessera.checkout.lti;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.util.Optional;
import market.tessera.platform.outbound.Unreachable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whether something was signed by a tool. */
@Component
public class ToolSignatures {
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration JUST_FETCHED = Duration.ofMillis(250);

    private final ToolKeys keys;

    ToolSignatures(ToolKeys keys) {
        this.keys = keys;
    }

    /**
     * A key that is not known yet may be a new one: then the tool is asked once more.
     *
     * @return errors with {@link Unreachable} if the tool has to be asked and does not answer
     */
    public Mono<Boolean> verifies(LtiTool tool, SignedJWT token) {
        if (!JWSAlgorithm.RS256.equals(token.getHeader().getAlgorithm())) {
            return Mono.just(false);
        }
        return keys.of(tool, KEPT)
                .filter(known -> key(known, token).isPresent())
                .switchIfEmpty(keys.of(tool, JUST_FETCHED))
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
