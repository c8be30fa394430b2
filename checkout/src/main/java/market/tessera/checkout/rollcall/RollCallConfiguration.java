package market.tessera.checkout.rollcall;

import java.time.Duration;
import market.tessera.checkout.work.Recurring;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Asks every system once a day, and soon after somebody wants to know. */
@Configuration(proxyBeanMethods = false)
class RollCallConfiguration {
    @Bean
    Recurring rollCall(CallRoll callRoll) {
        return new Recurring("Asking systems whom they know", Duration.ofSeconds(2), Mono.defer(callRoll::due));
    }
}
