package market.tessera.checkout.transfer;

import market.tessera.checkout.payout.PayoutProperties;
import market.tessera.checkout.work.Recurring;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Looks for shares that are due, on either way. */
@Configuration(proxyBeanMethods = false)
class TransferConfiguration {
    @Bean
    Recurring transferWorker(SendShares send, PayoutProperties properties) {
        return new Recurring("Transfers", properties.pause(), Mono.defer(send::due));
    }

    @Bean
    Recurring reversalWorker(FetchShares fetch, PayoutProperties properties) {
        return new Recurring("Reversals", properties.pause(), Mono.defer(fetch::due));
    }
}
