package market.tessera.checkout.offer;

import java.util.List;
import market.tessera.platform.eventlog.EventHandler;
import market.tessera.platform.eventlog.LogSubscription;
import market.tessera.platform.eventlog.LogSubscriptions;
import market.tessera.platform.eventlog.LoggedEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps the copy of the catalogue up to date. */
@Configuration(proxyBeanMethods = false)
class FollowCatalog {
    private static final Logger LOG = LoggerFactory.getLogger(FollowCatalog.class);

    @Bean
    LogSubscription catalogSubscription(LogSubscriptions subscriptions, CatalogCopy copy) {
        return subscriptions.subscribe(LogSubscription.Order.of("catalog", "offers"), handler(copy));
    }

    static EventHandler handler(CatalogCopy copy) {
        return batch -> applyAll(copy, batch);
    }

    private static Mono<Void> applyAll(CatalogCopy copy, List<LoggedEvent> batch) {
        return Flux.fromIterable(batch)
                .concatMap(event -> apply(copy, event)
                        .onErrorResume(FollowCatalog::canNeverSucceed, failure -> setAside(event, failure)))
                .then();
    }

    private static Mono<Void> apply(CatalogCopy copy, LoggedEvent event) {
        return switch (event.type()) {
            case "provider.updated" -> copy.provider(event);
            case "offering.published", "offering.withdrawn" -> copy.offering(event);
            default -> Mono.empty();
        };
    }

    private static boolean canNeverSucceed(Throwable failure) {
        return failure instanceof NonTransientDataAccessException
                && !(failure instanceof NonTransientDataAccessResourceException);
    }

    private static Mono<Void> setAside(LoggedEvent event, Throwable failure) {
        LOG.error("{} {} version {} is set aside", event.type(), event.subject(), event.version(), failure);
        return Mono.empty();
    }
}
