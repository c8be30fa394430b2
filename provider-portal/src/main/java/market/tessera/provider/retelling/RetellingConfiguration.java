package market.tessera.provider.retelling;

import java.time.Duration;
import market.tessera.platform.work.Recurring;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks for institutions that have changed. Several instances share the work. */
@Configuration(proxyBeanMethods = false)
class RetellingConfiguration {
    @Bean
    Recurring retellsOfferings(Retell retell, @Value("${portal.retelling.poll:2s}") Duration poll) {
        return Recurring.every("Telling offerings again", poll, retell::round).afterAPause();
    }
}
