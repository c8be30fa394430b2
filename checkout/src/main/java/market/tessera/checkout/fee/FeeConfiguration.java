package market.tessera.checkout.fee;

import java.time.Duration;
import market.tessera.checkout.work.Recurring;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Reads fees. */
@Configuration(proxyBeanMethods = false)
class FeeConfiguration {
    @Bean
    Recurring feeWorker(FollowFees follow, @Value("${checkout.fee.pause:1m}") Duration pause) {
        return new Recurring("Fees", pause, Mono.defer(follow::lately));
    }
}
