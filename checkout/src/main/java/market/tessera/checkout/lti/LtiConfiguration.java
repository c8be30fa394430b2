package market.tessera.checkout.lti;

import java.time.Clock;
import java.time.Duration;
import market.tessera.checkout.work.Recurring;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** The default tool, and the clearing away of what has expired. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DefaultToolProperties.class)
class LtiConfiguration {
    @Bean
    Recurring forgetExpiredLaunches(Launches launches, SingleUse singleUse, Clock clock) {
        return new Recurring(
                "Clearing expired launches",
                Duration.ofMinutes(10),
                Mono.defer(() -> launches.forgetExpired(clock.instant()))
                        .then(Mono.defer(() -> singleUse.forgetExpired(clock.instant())))
                        .thenReturn(0L));
    }
}
