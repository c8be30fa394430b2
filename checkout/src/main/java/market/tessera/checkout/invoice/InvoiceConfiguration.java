package market.tessera.checkout.invoice;

import java.time.Duration;
import market.tessera.checkout.work.Recurring;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Looks for entries of the ledger that have no document yet. */
@Configuration(proxyBeanMethods = false)
class InvoiceConfiguration {
    @Bean
    Recurring documentWorker(IssueDocuments issue, @Value("${checkout.invoice.pause:1s}") Duration pause) {
        return new Recurring("Documents", pause, IssueDocuments.BATCH, Mono.defer(issue::due));
    }
}
