package market.tessera.indexer.feed;

import java.time.Clock;
import java.time.Duration;
import market.tessera.indexer.document.Documents;
import market.tessera.indexer.index.BulkWriter;
import market.tessera.indexer.index.Readiness;
import market.tessera.platform.eventlog.LogSnapshots;
import market.tessera.platform.eventlog.LogSubscription;
import market.tessera.platform.eventlog.LogSubscription.Order;
import market.tessera.platform.eventlog.LogSubscriptions;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

@Configuration(proxyBeanMethods = false)
class FeedConfiguration {
    /** Every sale changes seats: what is sold within this time is written, and made visible, at once. */
    private static final Duration SEATS = Duration.ofSeconds(1);

    @Bean
    IntakeSeats intakeSeats(DatabaseClient database) {
        return new IntakeSeats(database);
    }

    @Bean
    SetAside setAside(DatabaseClient database) {
        return new SetAside(database);
    }

    @Bean
    Projection projection(IntakeSeats seats, Documents documents, SetAside setAside, Clock clock) {
        return new Projection(seats, documents, setAside, clock);
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
            return subscriptions.subscribe(Order.of(Logs.CATALOG, Logs.CONSUMER), index);
        }

        @Bean
        LogSubscription seatsFeed(
                LogSubscriptions subscriptions,
                IntakeSeats seats,
                LogSnapshots snapshots,
                SetAside setAside,
                LiveIndex index) {
            return subscriptions.subscribe(
                    Order.of(Logs.COMMERCE, Logs.CONSUMER, SeatsFeed.TYPE).resting(SEATS),
                    new SeatsFeed(seats, snapshots, setAside, index));
        }
    }
}
