package market.tessera.checkout.refund;

import java.time.Duration;
import market.tessera.checkout.work.Recurring;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Looks for refunds that Stripe has not answered yet. */
@Configuration(proxyBeanMethods = false)
class RefundConfiguration {
    @Bean
    Recurring refundWorker(SendRefund send) {
        return new Recurring("Refunds", Duration.ofSeconds(2), Mono.defer(send::due));
    }
}
