package market.tessera.checkout.handoff;

import java.time.Duration;
import market.tessera.checkout.handoff.Handoffs.Lane;
import market.tessera.platform.work.Recurring;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Looks for due handoffs several times a second, and writes those of one look together; whoever waits for slow systems keeps nobody else waiting. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HandoffProperties.class)
class HandoffConfiguration {
    @Bean
    Recurring handoffWorker(HandOver handOver, @Value("${checkout.handoff.look-every:300ms}") Duration pause) {
        return Recurring.whileDue("Handoff", pause, Handoffs.BATCH, () -> handOver.due(Lane.OTHERS));
    }

    @Bean
    Recurring slowHandoffWorker(
            HandOver handOver, SlowSystems slow, @Value("${checkout.handoff.look-every:300ms}") Duration pause) {
        return Recurring.whileDue(
                "Handoff to slow systems",
                pause,
                Handoffs.BATCH,
                () -> slow.now().isEmpty() ? Mono.just(0L) : handOver.due(Lane.SLOW));
    }
}
