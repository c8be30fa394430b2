package market.tessera.checkout.learner;

import java.util.UUID;
import market.tessera.checkout.claim.ClaimOrder;
import market.tessera.checkout.learner.ForgetLearner.Badges;
import market.tessera.platform.eventlog.LogSubscription;
import market.tessera.platform.eventlog.LogSubscriptions;
import market.tessera.platform.eventlog.LoggedEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads the learners' log, all of it in one order: nobody is given orders after they were forgotten. */
@Configuration(proxyBeanMethods = false)
class FollowLearners {
    @Bean
    LogSubscription learnerSubscription(
            LogSubscriptions subscriptions, ClaimOrder claimOrder, ForgetLearner forget, EndedSessions ended) {
        return subscriptions.subscribe(
                LogSubscription.Order.of("learner", "claims"),
                batch -> Flux.fromIterable(batch)
                        .concatMap(event -> apply(event, claimOrder, forget, ended))
                        .then());
    }

    private static Mono<Void> apply(
            LoggedEvent event, ClaimOrder claimOrder, ForgetLearner forget, EndedSessions ended) {
        var subject = UUID.fromString(event.subject());
        return switch (event.type()) {
            case "account.confirmed" ->
                claimOrder.claimAll(subject, event.data().path("email").asString(""));
            case "account.deleted" -> ended.add(subject).then(forget.forget(subject, badges(event)));
            case "session.ended" -> ended.add(subject);
            default -> Mono.empty();
        };
    }

    /** A learner who has not said so wants to keep them. */
    private static Badges badges(LoggedEvent event) {
        return event.data().path("badges").asString("").equals("removed") ? Badges.REMOVED : Badges.KEPT;
    }
}
