package market.tessera.checkout.invoice;

import java.time.Duration;
import market.tessera.platform.work.Recurring;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks for entries of the ledger that have no document yet. */
@Configuration(proxyBeanMethods = false)
class InvoiceConfiguration {
    @Bean
    Recurring documentWorker(IssueDocuments issue, @Value("${checkout.invoice.pause:1s}") Duration pause) {
        return Recurring.whileDue("Documents", pause, IssueDocuments.BATCH, issue::due);
    }
}
