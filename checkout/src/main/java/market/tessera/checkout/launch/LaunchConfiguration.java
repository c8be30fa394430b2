package market.tessera.checkout.launch;

import java.time.Clock;
import java.time.Duration;
import market.tessera.checkout.lti.SingleUse;
import market.tessera.platform.work.Recurring;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** The clearing away of what has expired. */
@Configuration(proxyBeanMethods = false)
class LaunchConfiguration {
    @Bean
    Recurring forgetExpiredLaunches(Launches launches, SingleUse singleUse, Clock clock) {
        return Recurring.every(
                "Clearing expired launches",
                Duration.ofMinutes(10),
                () -> launches.forgetExpired(clock.instant())
                        .then(Mono.defer(() -> singleUse.forgetExpired(clock.instant()))));
    }
}
