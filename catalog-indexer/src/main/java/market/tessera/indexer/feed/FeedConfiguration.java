package market.tessera.indexer.feed;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import market.tessera.document.Documents;
import market.tessera.indexer.index.BulkWriter;
import market.tessera.indexer.index.Readiness;
import market.tessera.platform.eventlog.LogSnapshots;
import market.tessera.platform.eventlog.LogSubscription;
import market.tessera.platform.eventlog.LogSubscription.Order;
import market.tessera.platform.eventlog.LogSubscriptions;
import market.tessera.platform.eventlog.LoggedEvent;
import market.tessera.platform.money.ExchangeRates;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class FeedConfiguration {
    /** Every sale changes seats: what is sold within this time is written, and made visible, at once. */
    private static final Duration SEATS = Duration.ofSeconds(1);

    /** What is published within this time is made visible together: each time costs the index something. */
    private static final Duration PUBLISHED = Duration.ofMillis(200);

    @Bean
    IntakeSeats intakeSeats(DatabaseClient database) {
        return new IntakeSeats(database);
    }

    @Bean
    Reputations reputations(DatabaseClient database, JsonMapper json) {
        return new Reputations(database, json);
    }

    @Bean
    ToldByCheckout toldByCheckout(IntakeSeats seats, Reputations reputations) {
        return new ToldByCheckout(seats, reputations);
    }

    @Bean
    SetAside setAside(DatabaseClient database) {
        return new SetAside(database);
    }

    @Bean
    Documents documents(JsonMapper json, ExchangeRates rates) {
        return Documents.with(json, rates);
    }

    @Bean
    Projection projection(ToldByCheckout checkout, Documents documents, SetAside setAside, Clock clock) {
        return new Projection(checkout, documents, setAside, clock);
    }

    /** What runs as long as the application does; a rebuild by command needs none of it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "rebuild", havingValue = "false", matchIfMissing = true)
    static class Subscriptions {
        @Bean
        LiveIndex liveIndex(Readiness readiness, Projection projection, BulkWriter writer) {
            return new LiveIndex(readiness, projection, writer);
        }

        @Bean
        LogSubscription catalogFeed(LogSubscriptions subscriptions, LiveIndex index) {
            return subscriptions.subscribe(Order.of(Logs.CATALOG, Logs.CONSUMER).resting(PUBLISHED), index);
        }

        @Bean
        LogSubscription commerceFeed(
                LogSubscriptions subscriptions,
                IntakeSeats seats,
                Reputations reputations,
                LogSnapshots snapshots,
                SetAside setAside,
                LiveIndex index) {
            var seatsFeed = new SeatsFeed(seats, snapshots, setAside, index);
            var reputationFeed = new ReputationFeed(reputations, snapshots, index);
            return subscriptions.subscribe(
                    Order.of(Logs.COMMERCE, Logs.CONSUMER, SeatsFeed.TYPE, ReputationFeed.TYPE)
                            .resting(SEATS),
                    told -> seatsFeed
                            .handle(ofType(SeatsFeed.TYPE, told))
                            .then(Mono.defer(() -> reputationFeed.handle(ofType(ReputationFeed.TYPE, told)))));
        }

        private static List<LoggedEvent> ofType(String type, List<LoggedEvent> events) {
            return events.stream().filter(event -> event.type().equals(type)).toList();
        }
    }
}
