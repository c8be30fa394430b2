package market.tessera.checkout.lti;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.time.Duration;
import java.util.Map;
import market.tessera.checkout.keys.SigningKey.Algorithm;
import market.tessera.checkout.keys.SigningKeys;
import market.tessera.checkout.keys.VerificationKey;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Publishes the platform's keys, so that tools can verify who sent a learner. */
@RestController
public class PlatformKeys {
    /** Under this name the platform signs id tokens and access tokens. */
    public static final String OWNER = "lti";

    private final SigningKeys keys;

    PlatformKeys(SigningKeys keys) {
        this.keys = keys;
    }

    @GetMapping("/lti/jwks")
    Mono<ResponseEntity<Map<String, Object>>> keys() {
        return keys.current(OWNER, Algorithm.RS256)
                .thenMany(keys.published(OWNER))
                .map(VerificationKey::toJwk)
                .cast(JWK.class)
                .collectList()
                .map(found -> ResponseEntity.ok()
                        .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
                        .body(new JWKSet(found).toJSONObject()));
    }
}
