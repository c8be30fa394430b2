package market.tessera.checkout.badge;

import java.time.Duration;
import market.tessera.checkout.work.Recurring;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Looks for completions without a badge several times a second. */
@Configuration(proxyBeanMethods = false)
class BadgeConfiguration {
    @Bean
    Recurring badgeWorker(IssueBadge issue, @Value("${checkout.badge.look-every:300ms}") Duration pause) {
        return new Recurring("Issuing badges", pause, Mono.defer(issue::due));
    }
}
