package market.tessera.provider.insight;

import market.tessera.platform.eventlog.LogSubscription;
import market.tessera.platform.eventlog.LogSubscription.Order;
import market.tessera.platform.eventlog.LogSubscriptions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Follows the commerce log for what it says of accounts. */
@Configuration(proxyBeanMethods = false)
class PayoutFeed {
    @Bean
    LogSubscription payoutAccountSubscription(LogSubscriptions subscriptions, PayoutAccounts accounts) {
        return subscriptions.subscribe(Order.of("commerce", "portal-payouts", "payout-account.updated"), accounts);
    }
}
