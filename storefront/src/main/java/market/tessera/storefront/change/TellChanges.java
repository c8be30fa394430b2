package market.tessera.storefront.change;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import market.tessera.platform.eventlog.EventHandler;
import market.tessera.platform.eventlog.LogSubscription;
import market.tessera.platform.eventlog.LogSubscriptions;
import market.tessera.platform.eventlog.LoggedEvent;
import market.tessera.storefront.change.Change.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Tells what the catalog log says of offerings, in the log's order, but not before a search shows it: whoever reads of a version finds it.
 * An event that was overtaken in the log by a later version of its offering has nothing to tell any more.
 */
@Component
final class TellChanges implements EventHandler {
    private static final String WITHDRAWN = "offering.withdrawn";
    private static final String PUBLISHED = "offering.published";

    private final Searchable searchable;
    private final Changes changes;

    TellChanges(Searchable searchable, Changes changes) {
        this.searchable = searchable;
        this.changes = changes;
    }

    @Configuration(proxyBeanMethods = false)
    static class Subscription {
        @Bean
        LogSubscription catalogueChanges(LogSubscriptions subscriptions, TellChanges handler) {
            return subscriptions.subscribe(
                    LogSubscription.Order.of("catalog", "changes", PUBLISHED, WITHDRAWN)
                            .withoutBodies(),
                    handler);
        }
    }

    @Override
    public Mono<Void> handle(List<LoggedEvent> batch) {
        return searchable.await(batch).then(Mono.defer(() -> tell(batch)));
    }

    private Mono<Void> tell(List<LoggedEvent> events) {
        var offerings = events.stream().map(TellChanges::offering).distinct().toList();
        return changes.latest(offerings).map(known -> news(events, known)).flatMap(changes::tell);
    }

    private static List<Change> news(List<LoggedEvent> events, Map<UUID, Change> known) {
        var latest = new HashMap<>(known);
        var news = new ArrayList<Change>();
        for (var event : events) {
            var before = latest.get(offering(event));
            if (before == null || before.version() < event.version()) {
                var change = change(event, before);
                latest.put(change.offering(), change);
                news.add(change);
            }
        }
        return news;
    }

    private static Change change(LoggedEvent event, @Nullable Change before) {
        return new Change(event.position(), offering(event), event.version(), kind(event, before), event.time());
    }

    private static Kind kind(LoggedEvent event, @Nullable Change before) {
        if (event.type().equals(WITHDRAWN)) {
            return Kind.WITHDRAWN;
        }
        return before == null || before.kind() == Kind.WITHDRAWN ? Kind.CREATED : Kind.UPDATED;
    }

    private static UUID offering(LoggedEvent event) {
        return UUID.fromString(event.subject());
    }
}
