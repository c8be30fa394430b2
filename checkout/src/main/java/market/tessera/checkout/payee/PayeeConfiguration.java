package market.tessera.checkout.payee;

import java.time.Duration;
import market.tessera.checkout.work.Recurring;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Looks how accounts stand, in case nobody tells. */
@Configuration(proxyBeanMethods = false)
class PayeeConfiguration {
    @Bean
    Recurring accountWorker(FollowAccount follow) {
        return new Recurring("Payout accounts", Duration.ofMinutes(1), Mono.defer(follow::due));
    }
}
