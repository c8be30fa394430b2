package market.tessera.checkout.desk;

import market.tessera.checkout.work.Recurring;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Looks for stuck orders. */
@Configuration(proxyBeanMethods = false)
class DeskConfiguration {
    @Bean
    Recurring alertWorker(AlertOperator alert, DeskProperties properties) {
        return new Recurring("Alerts", properties.lookEvery(), Mono.defer(alert::look));
    }
}
