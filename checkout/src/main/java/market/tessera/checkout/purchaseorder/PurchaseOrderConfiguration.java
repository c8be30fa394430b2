package market.tessera.checkout.purchaseorder;

import market.tessera.checkout.work.Recurring;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Looks for invoices whose time has come. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PurchaseOrderProperties.class)
class PurchaseOrderConfiguration {
    @Bean
    Recurring purchaseOrderWorker(FollowInvoices follow, PurchaseOrderProperties properties) {
        return new Recurring("Unpaid invoices", properties.pause(), Mono.defer(follow::due));
    }
}
