package market.tessera.checkout.issuer;

import java.time.Duration;
import market.tessera.checkout.keys.SigningKeys;
import market.tessera.platform.work.Recurring;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has issuers sign with new keys every year. Old ones stay in their documents, so that what they have signed can be verified. */
@Configuration(proxyBeanMethods = false)
class RotateIssuerKeys {
    private static final Duration LOOK = Duration.ofHours(6);

    @Bean
    Recurring issuerKeyRotation(SigningKeys keys, @Value("${checkout.issuer.key-lifetime:365d}") Duration lifetime) {
        return Recurring.every(
                "Rotating issuers' keys", LOOK, () -> keys.retireAllOlderThan(Issuer.KEY_OWNERS, lifetime));
    }
}
