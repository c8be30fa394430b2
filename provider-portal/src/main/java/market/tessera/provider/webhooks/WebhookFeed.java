package market.tessera.provider.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import market.tessera.platform.eventlog.EventHandler;
import market.tessera.platform.eventlog.LogReader;
import market.tessera.platform.eventlog.LogSubscription;
import market.tessera.platform.eventlog.LogSubscription.Order;
import market.tessera.platform.eventlog.LogSubscriptions;
import market.tessera.platform.eventlog.LoggedEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Follows the portal's own log and checkout's, and lays by what the addresses of each event's provider want to be told. */
@Configuration(proxyBeanMethods = false)
class WebhookFeed {
    /** What happens within this time is looked through at once. */
    private static final Duration TOGETHER = Duration.ofMillis(250);

    private static final String[] TYPES = Webhooks.EVENTS.toArray(String[]::new);

    private final Deliveries deliveries;
    private final LogReader reader;
    private final JsonMapper json;
    private final TransactionalOperator transaction;

    WebhookFeed(Deliveries deliveries, LogReader reader, JsonMapper json, TransactionalOperator transaction) {
        this.deliveries = deliveries;
        this.reader = reader;
        this.json = json;
        this.transaction = transaction;
    }

    @Bean
    LogSubscription webhooksOfCatalog(LogSubscriptions subscriptions) {
        return subscriptions.subscribe(
                Order.of("catalog", "portal-webhooks-catalog", TYPES).withoutBodies(), inFull("catalog"));
    }

    @Bean
    LogSubscription webhooksOfCommerce(LogSubscriptions subscriptions) {
        return subscriptions.subscribe(
                Order.of("commerce", "portal-webhooks-commerce", TYPES)
                        .withoutBodies()
                        .resting(TOGETHER),
                inFull("commerce"));
    }

    /** Where nobody has an address at all, nobody reads whole catalogues to find out whom they are of. */
    private EventHandler inFull(String log) {
        return batch -> deliveries
                .wanted()
                .filter(wanted -> wanted)
                .flatMap(_ -> reader.withBodies(log, batch))
                .flatMap(this::handle);
    }

    /** Most providers have no address: what happens to those costs one look for all of them together. */
    private Mono<Void> handle(List<LoggedEvent> batch) {
        var news = batch.stream()
                .flatMap(event -> provider(event).map(provider -> new News(provider, event)).stream())
                .toList();
        return news.isEmpty()
                ? Mono.empty()
                : deliveries
                        .listening(news.stream().map(News::provider).toList())
                        .flatMap(listening -> lay(news.stream()
                                .filter(one -> listening.contains(one.provider()))
                                .toList()));
    }

    private record News(UUID provider, LoggedEvent event) {}

    private Mono<Void> lay(List<News> news) {
        return news.isEmpty()
                ? Mono.empty()
                : Flux.fromIterable(news)
                        .concatMap(one -> deliveries.add(
                                one.provider(),
                                one.event().id(),
                                one.event().type(),
                                one.event().time(),
                                body(one.event())))
                        .then()
                        .as(transaction::transactional);
    }

    /** As Standard Webhooks have it. */
    record Told(String type, Instant timestamp, JsonNode data) {}

    private String body(LoggedEvent event) {
        return json.writeValueAsString(new Told(event.type(), event.time(), event.data()));
    }

    private static Optional<UUID> provider(LoggedEvent event) {
        var named = event.data().path("provider");
        var id = event.type().equals("provider.updated")
                ? event.subject()
                : named.isObject() ? named.path("id").asString("") : named.asString("");
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
