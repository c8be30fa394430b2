package market.tessera.checkout.reconciliation;

import java.time.Duration;
import market.tessera.checkout.work.Recurring;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Looks whether a comparison is due. */
@Configuration(proxyBeanMethods = false)
class ReconciliationConfiguration {
    @Bean
    Recurring reconciliationWorker(Reconcile reconcile) {
        return new Recurring("Reconciliation", Duration.ofMinutes(10), Mono.defer(reconcile::due));
    }
}
