package market.tessera.checkout.reconciliation;

import java.time.Duration;
import market.tessera.platform.work.Recurring;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks whether a comparison is due. */
@Configuration(proxyBeanMethods = false)
class ReconciliationConfiguration {
    @Bean
    Recurring reconciliationWorker(CompareRegularly regularly) {
        return Recurring.whileDue("Reconciliation", Duration.ofMinutes(10), regularly::due);
    }
}
