package market.tessera.checkout.desk;

import market.tessera.platform.work.Recurring;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks for stuck orders. */
@Configuration(proxyBeanMethods = false)
class DeskConfiguration {
    @Bean
    Recurring alertWorker(AlertOperator alert, DeskProperties properties) {
        return Recurring.whileDue("Alerts", properties.lookEvery(), alert::look);
    }
}
