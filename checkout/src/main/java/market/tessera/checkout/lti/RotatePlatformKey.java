package market.tessera.checkout.lti;

import java.time.Duration;
import market.tessera.checkout.keys.SigningKey.Algorithm;
import market.tessera.checkout.keys.SigningKeys;
import market.tessera.platform.work.Recurring;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives the platform a new key every few months. Old ones stay in its key set, so that what they have signed can be verified. */
@Configuration(proxyBeanMethods = false)
class RotatePlatformKey {
    private static final Duration LOOK = Duration.ofHours(6);

    @Bean
    Recurring platformKeyRotation(SigningKeys keys, @Value("${checkout.lti.key-lifetime:90d}") Duration lifetime) {
        return Recurring.every(
                "Rotating the platform's key",
                LOOK,
                () -> keys.retireOlderThan(PlatformKeys.OWNER, Algorithm.RS256, lifetime));
    }
}
