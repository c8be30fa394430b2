package market.tessera.checkout.purchaseorder;

import market.tessera.platform.work.Recurring;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks for invoices whose time has come. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PurchaseOrderProperties.class)
class PurchaseOrderConfiguration {
    @Bean
    Recurring purchaseOrderWorker(FollowInvoices follow, PurchaseOrderProperties properties) {
        return Recurring.whileDue("Unpaid invoices", properties.pause(), follow::due);
    }
}
