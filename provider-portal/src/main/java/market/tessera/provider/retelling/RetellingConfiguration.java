package market.tessera.provider.retelling;

import java.time.Duration;
import market.tessera.provider.schedule.Rounds;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks for institutions that have changed. Several instances share the work. */
@Configuration(proxyBeanMethods = false)
class RetellingConfiguration {
    @Bean
    Rounds retellsOfferings(Retell retell, @Value("${portal.retelling.poll:2s}") Duration poll) {
        return new Rounds("Telling offerings again", poll, retell::round);
    }
}
