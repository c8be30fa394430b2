package market.tessera.provider.webhooks;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import market.tessera.platform.eventlog.EventHandler;
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
class WebhookFeed implements EventHandler {
    private final Deliveries deliveries;
    private final JsonMapper json;
    private final TransactionalOperator transaction;

    WebhookFeed(Deliveries deliveries, JsonMapper json, TransactionalOperator transaction) {
        this.deliveries = deliveries;
        this.json = json;
        this.transaction = transaction;
    }

    @Bean
    LogSubscription webhooksOfCatalog(LogSubscriptions subscriptions) {
        return subscriptions.subscribe(Order.of("catalog", "portal-webhooks-catalog"), this);
    }

    @Bean
    LogSubscription webhooksOfCommerce(LogSubscriptions subscriptions) {
        return subscriptions.subscribe(Order.of("commerce", "portal-webhooks-commerce"), this);
    }

    @Override
    public Mono<Void> handle(List<LoggedEvent> batch) {
        return Flux.fromIterable(batch)
                .filter(event -> Webhooks.EVENTS.contains(event.type()))
                .concatMap(event -> Mono.justOrEmpty(provider(event))
                        .flatMap(provider ->
                                deliveries.add(provider, event.id(), event.type(), event.time(), body(event))))
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
