package market.tessera.checkout.order;

import java.util.UUID;
import market.tessera.platform.eventlog.LogSubscription;
import market.tessera.platform.eventlog.LogSubscriptions;
import market.tessera.platform.eventlog.LoggedEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Gives new accounts the orders that were placed with their address before. */
@Configuration(proxyBeanMethods = false)
class FollowAccounts {
    @Bean
    LogSubscription accountSubscription(LogSubscriptions subscriptions, ClaimOrder claimOrder) {
        return subscriptions.subscribe(
                LogSubscription.Order.of("learner", "claims"),
                batch -> Flux.fromIterable(batch)
                        .filter(event -> event.type().equals("account.confirmed"))
                        .concatMap(event -> claim(claimOrder, event))
                        .then());
    }

    private static Mono<Void> claim(ClaimOrder claimOrder, LoggedEvent event) {
        return claimOrder.claimAll(
                UUID.fromString(event.subject()), event.data().path("email").asString(""));
    }
}
