package market.tessera.checkout.handoff;

import java.time.Duration;
import market.tessera.checkout.work.Recurring;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Looks for due handoffs several times a second. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HandoffProperties.class)
class HandoffConfiguration {
    @Bean
    Recurring handoffWorker(HandOver handOver, @Value("${checkout.handoff.look-every:300ms}") Duration pause) {
        return new Recurring("Handoff", pause, Mono.defer(handOver::due));
    }
}
