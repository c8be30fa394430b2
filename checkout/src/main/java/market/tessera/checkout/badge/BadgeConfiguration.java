package market.tessera.checkout.badge;

import java.time.Duration;
import market.tessera.platform.work.Recurring;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks for completions without a badge several times a second. */
@Configuration(proxyBeanMethods = false)
class BadgeConfiguration {
    @Bean
    Recurring badgeWorker(IssueBadge issue, @Value("${checkout.badge.look-every:300ms}") Duration pause) {
        return Recurring.whileDue("Issuing badges", pause, issue::due);
    }
}
