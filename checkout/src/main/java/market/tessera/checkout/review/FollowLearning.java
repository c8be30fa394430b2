package market.tessera.checkout.review;

import java.time.Duration;
import java.util.UUID;
import market.tessera.platform.eventlog.LogSubscription;
import market.tessera.platform.eventlog.LogSubscription.Order;
import market.tessera.platform.eventlog.LogSubscriptions;
import market.tessera.platform.eventlog.LoggedEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads this application's own log for what may change a reputation, so that no sale and no completion has to wait for one to be counted. */
@Configuration(proxyBeanMethods = false)
class FollowLearning {
    private static final Duration REST = Duration.ofSeconds(1);

    @Bean
    LogSubscription reputationSubscription(LogSubscriptions subscriptions, Reputations reputations) {
        return subscriptions.subscribe(
                Order.of("commerce", "reputations", ReviewEvent.TYPE, "enrollment.updated")
                        .withoutBodies()
                        .resting(REST),
                batch -> reputations.renew(batch.stream()
                        .map(LoggedEvent::subject)
                        .distinct()
                        .map(UUID::fromString)
                        .toList()));
    }
}
