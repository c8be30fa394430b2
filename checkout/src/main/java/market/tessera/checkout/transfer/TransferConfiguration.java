package market.tessera.checkout.transfer;

import market.tessera.checkout.payout.PayoutProperties;
import market.tessera.platform.work.Recurring;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks for shares that are due, on either way. */
@Configuration(proxyBeanMethods = false)
class TransferConfiguration {
    @Bean
    Recurring transferWorker(SendShares send, PayoutProperties properties) {
        return Recurring.whileDue("Transfers", properties.pause(), send::due);
    }

    @Bean
    Recurring reversalWorker(FetchShares fetch, PayoutProperties properties) {
        return Recurring.whileDue("Reversals", properties.pause(), fetch::due);
    }
}
