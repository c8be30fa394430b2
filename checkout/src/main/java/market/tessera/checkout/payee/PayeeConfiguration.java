package market.tessera.checkout.payee;

import java.time.Duration;
import market.tessera.platform.work.Recurring;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks how accounts stand, in case nobody tells. */
@Configuration(proxyBeanMethods = false)
class PayeeConfiguration {
    @Bean
    Recurring accountWorker(FollowAccount follow) {
        return Recurring.whileDue("Payout accounts", Duration.ofMinutes(1), follow::due);
    }
}
