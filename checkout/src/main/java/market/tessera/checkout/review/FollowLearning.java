package market.tessera.checkout.review;

import java.time.Duration;
import java.util.UUID;
import market.tessera.platform.eventlog.EventHandler;
import market.tessera.platform.eventlog.LogSubscription;
import market.tessera.platform.eventlog.LogSubscription.Order;
import market.tessera.platform.eventlog.LogSubscriptions;
import market.tessera.platform.eventlog.LoggedEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Reads this application's own log for what may change a reputation, so that no sale and no completion has to wait for one to be counted. Whoever writes a
 * review looks for it; how many complete changes with each of them, and whatever changes has offerings indexed anew: that is counted of many at once.
 */
@Configuration(proxyBeanMethods = false)
class FollowLearning {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration NOW_AND_THEN = Duration.ofSeconds(10);
    private static final int MANY = 20_000;

    @Bean
    LogSubscription reviewSubscription(LogSubscriptions subscriptions, Reputations reputations) {
        return subscriptions.subscribe(
                Order.of("commerce", "reputations-of-reviews", ReviewEvent.TYPE)
                        .withoutBodies()
                        .resting(SOON),
                renewing(reputations));
    }

    @Bean
    LogSubscription learningSubscription(LogSubscriptions subscriptions, Reputations reputations) {
        return subscriptions.subscribe(
                Order.of("commerce", "reputations", "enrollment.updated")
                        .withoutBodies()
                        .upTo(MANY)
                        .resting(NOW_AND_THEN),
                renewing(reputations));
    }

    private static EventHandler renewing(Reputations reputations) {
        return batch -> reputations.renew(batch.stream()
                .map(LoggedEvent::subject)
                .distinct()
                .map(UUID::fromString)
                .toList());
    }
}
