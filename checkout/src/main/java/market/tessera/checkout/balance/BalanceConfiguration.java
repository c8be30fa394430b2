package market.tessera.checkout.balance;

import java.time.Duration;
import market.tessera.checkout.work.Recurring;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Reads the balance. */
@Configuration(proxyBeanMethods = false)
class BalanceConfiguration {
    @Bean
    Recurring balanceWorker(FollowBalance follow, @Value("${checkout.balance.pause:1m}") Duration pause) {
        return new Recurring("Balance", pause, Mono.defer(follow::lately));
    }
}
