package market.tessera.provider.refund;

import java.time.Duration;
import market.tessera.platform.eventlog.LogSubscription;
import market.tessera.platform.eventlog.LogSubscription.Order;
import market.tessera.platform.eventlog.LogSubscriptions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Follows the commerce log for what it says of money that is wanted back. */
@Configuration(proxyBeanMethods = false)
class RefundFeed {
    /** Every sale passes by here, and hardly any is of interest: many at once cost what one does. */
    private static final Duration TOGETHER = Duration.ofMillis(250);

    @Bean
    LogSubscription refundSubscription(LogSubscriptions subscriptions, TellOfMoney tell) {
        return subscriptions.subscribe(
                Order.of("commerce", "portal-refunds", Notice.WISH, Notice.DISPUTE)
                        .resting(TOGETHER),
                tell);
    }
}
