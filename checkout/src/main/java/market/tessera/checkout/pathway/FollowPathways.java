package market.tessera.checkout.pathway;

import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import market.tessera.checkout.work.SetAside;
import market.tessera.platform.eventlog.EventHandler;
import market.tessera.platform.eventlog.LogSubscription;
import market.tessera.platform.eventlog.LogSubscriptions;
import market.tessera.platform.eventlog.LoggedEvent;
import market.tessera.platform.work.Recurring;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps the copy of the pathways up to date, and gives badges when they are due. */
@Configuration(proxyBeanMethods = false)
class FollowPathways {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration BETWEEN_CLAIMS = Duration.ofMinutes(15);

    @Bean
    LogSubscription pathwaySubscription(LogSubscriptions subscriptions, Pathways pathways, Progress progress) {
        return subscriptions.subscribe(
                LogSubscription.Order.of("catalog", "pathways", "pathway.published", "pathway.withdrawn"),
                each(event -> pathways.copy(event).then(progress.dueByPathway(UUID.fromString(event.subject())))));
    }

    @Bean
    LogSubscription pathwayPartSubscription(LogSubscriptions subscriptions, Progress progress) {
        return subscriptions.subscribe(
                LogSubscription.Order.of(
                                "commerce",
                                "pathways",
                                "badge.issued",
                                "badge.revoked",
                                "pathway-badge.issued",
                                "pathway-badge.revoked")
                        .withoutBodies(),
                batch -> progress.dueByBadges(batch.stream()
                        .map(event -> UUID.fromString(event.subject()))
                        .toList()));
    }

    @Bean
    Recurring pathwayWorker(AwardPathway award) {
        return Recurring.whileDue("Issuing badges of pathways", PAUSE, award::due);
    }

    @Bean
    Recurring pathwayClaims(Progress progress) {
        return Recurring.every("Looking for pathways of claimed orders", BETWEEN_CLAIMS, progress::dueByClaims);
    }

    private static EventHandler each(Function<LoggedEvent, Mono<Void>> handled) {
        return batch -> Flux.fromIterable(batch)
                .concatMap(event -> SetAside.ifItCanNeverSucceed(event, handled.apply(event)))
                .then();
    }
}
