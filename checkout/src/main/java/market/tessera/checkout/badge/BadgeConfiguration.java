package market.tessera.checkout.badge;

import java.time.Duration;
import market.tessera.checkout.work.Recurring;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Looks for completions without a badge several times a second. */
@Configuration(proxyBeanMethods = false)
class BadgeConfiguration {
    @Bean
    Recurring badgeWorker(IssueBadge issue) {
        return new Recurring("Issuing badges", Duration.ofMillis(300), Mono.defer(issue::due));
    }
}
