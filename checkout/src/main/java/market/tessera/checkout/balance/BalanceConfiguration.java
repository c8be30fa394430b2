package market.tessera.checkout.balance;

import java.time.Duration;
import market.tessera.platform.work.Recurring;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads the balance. */
@Configuration(proxyBeanMethods = false)
class BalanceConfiguration {
    @Bean
    Recurring balanceWorker(FollowBalance follow, @Value("${checkout.balance.pause:1m}") Duration pause) {
        return Recurring.whileDue("Balance", pause, follow::lately);
    }
}
