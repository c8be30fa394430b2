package market.tessera.checkout.offer;

import java.util.List;
import java.util.function.Function;
import market.tessera.checkout.work.SetAside;
import market.tessera.platform.eventlog.EventHandler;
import market.tessera.platform.eventlog.LogSubscription;
import market.tessera.platform.eventlog.LogSubscriptions;
import market.tessera.platform.eventlog.LoggedEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps the copy of the catalogue up to date. */
@Configuration(proxyBeanMethods = false)
class FollowCatalog {
    private static final String PROVIDER = "provider.updated";
    private static final int AT_ONCE = 100;

    @Bean
    LogSubscription catalogSubscription(LogSubscriptions subscriptions, CatalogCopy copy) {
        return subscriptions.subscribe(
                LogSubscription.Order.of("catalog", "offers", PROVIDER, "offering.published", "offering.withdrawn"),
                handler(copy));
    }

    static EventHandler handler(CatalogCopy copy) {
        return batch -> Flux.fromIterable(batch)
                .filter(FollowCatalog::isOfProvider)
                .concatMap(event -> alone(copy::provider, event))
                .thenMany(Flux.fromIterable(batch)
                        .filter(event -> !isOfProvider(event))
                        .buffer(AT_ONCE))
                .concatMap(offerings -> together(copy, offerings))
                .then();
    }

    private static boolean isOfProvider(LoggedEvent event) {
        return event.type().equals(PROVIDER);
    }

    /** One that makes no sense must not keep the others out. */
    private static Mono<Void> together(CatalogCopy copy, List<LoggedEvent> offerings) {
        return copy.offerings(offerings)
                .onErrorResume(
                        SetAside::canNeverSucceed,
                        _ -> Flux.fromIterable(offerings)
                                .concatMap(event -> alone(one -> copy.offerings(List.of(one)), event))
                                .then());
    }

    private static Mono<Void> alone(Function<LoggedEvent, Mono<Void>> copied, LoggedEvent event) {
        return SetAside.ifItCanNeverSucceed(event, copied.apply(event));
    }
}
