package market.tessera.checkout.handoff;

import java.time.Duration;
import market.tessera.checkout.work.Recurring;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Looks for due handoffs several times a second. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HandoffProperties.class)
class HandoffConfiguration {
    @Bean
    Recurring handoffWorker(HandOver handOver) {
        return new Recurring("Handoff", Duration.ofMillis(300), Mono.defer(handOver::due));
    }
}
