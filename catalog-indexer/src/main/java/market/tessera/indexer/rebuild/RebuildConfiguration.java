package market.tessera.indexer.rebuild;

import java.time.Clock;
import market.tessera.indexer.feed.Projection;
import market.tessera.indexer.feed.ToldByCheckout;
import market.tessera.indexer.index.BulkWriter;
import market.tessera.indexer.index.Indices;
import market.tessera.indexer.index.Readiness;
import market.tessera.platform.eventlog.LogReader;
import market.tessera.platform.eventlog.LogSnapshots;
import market.tessera.platform.work.Background;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

@Configuration(proxyBeanMethods = false)
class RebuildConfiguration {
    @Bean
    Backfill backfill(LogSnapshots snapshots, LogReader reader, ToldByCheckout checkout, Projection projection) {
        return new Backfill(snapshots, reader, checkout, projection);
    }

    @Bean
    Rebuild rebuild(Indices indices, BulkWriter writer, Backfill backfill, LogSnapshots snapshots, Clock clock) {
        return new Rebuild(indices, writer, backfill, snapshots, clock);
    }

    @Bean
    @ConditionalOnProperty("rebuild")
    RebuildCommand rebuildCommand(Rebuild rebuild) {
        return new RebuildCommand(rebuild);
    }

    /** What runs as long as the application does; a rebuild by command needs none of it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "rebuild", havingValue = "false", matchIfMissing = true)
    static class Serving {
        @Bean
        Background preparation(Indices indices, Rebuild rebuild, Readiness readiness) {
            return Background.of("Preparing the index", new Preparation(indices, rebuild, readiness)::prepare);
        }

        @Bean
        Background nightlyRenewal(
                Backfill backfill, BulkWriter writer, DatabaseClient database, Readiness readiness, Clock clock) {
            var renewal = new NightlyRenewal(backfill, writer, new RenewalDays(database), readiness, clock);
            return Background.of("Renewing the index for the day", renewal::renew);
        }
    }
}
