package market.tessera.checkout.refund;

import java.time.Duration;
import market.tessera.platform.work.Recurring;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks for refunds that Stripe has not answered yet. */
@Configuration(proxyBeanMethods = false)
class RefundConfiguration {
    @Bean
    Recurring refundWorker(SendRefund send) {
        return Recurring.whileDue("Refunds", Duration.ofSeconds(2), send::due);
    }
}
