package market.tessera.indexer.feed;

import java.util.List;
import market.tessera.indexer.index.BulkWriter;
import market.tessera.indexer.index.Readiness;
import market.tessera.platform.eventlog.EventHandler;
import market.tessera.platform.eventlog.LoggedEvent;
import reactor.core.publisher.Mono;

/** Brings what the catalog publishes and withdraws into the index that is being searched. */
final class CatalogFeed implements EventHandler {
    private final Readiness readiness;
    private final Projection projection;
    private final BulkWriter index;

    CatalogFeed(Readiness readiness, Projection projection, BulkWriter index) {
        this.readiness = readiness;
        this.projection = projection;
        this.index = index;
    }

    @Override
    public Mono<Void> handle(List<LoggedEvent> batch) {
        return readiness
                .reached()
                .then(Mono.defer(() -> projection.project(batch, index::write)))
                .then();
    }
}
