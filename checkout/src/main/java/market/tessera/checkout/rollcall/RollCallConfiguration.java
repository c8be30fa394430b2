package market.tessera.checkout.rollcall;

import java.time.Duration;
import market.tessera.platform.work.Recurring;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Asks every system once a day, and soon after somebody wants to know. */
@Configuration(proxyBeanMethods = false)
class RollCallConfiguration {
    @Bean
    Recurring rollCall(CallRoll callRoll) {
        return Recurring.whileDue("Asking systems whom they know", Duration.ofSeconds(2), callRoll::due);
    }
}
