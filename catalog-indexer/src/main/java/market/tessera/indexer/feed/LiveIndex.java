package market.tessera.indexer.feed;

import java.util.List;
import market.tessera.indexer.index.BulkWriter;
import market.tessera.indexer.index.Readiness;
import market.tessera.platform.eventlog.EventHandler;
import market.tessera.platform.eventlog.LoggedEvent;
import reactor.core.publisher.Mono;

/** The index that is being searched: brings into it what the catalog publishes and withdraws, as soon as it may be written to. */
final class LiveIndex implements EventHandler {
    private final Readiness readiness;
    private final Projection projection;
    private final BulkWriter writer;

    LiveIndex(Readiness readiness, Projection projection, BulkWriter writer) {
        this.readiness = readiness;
        this.projection = projection;
        this.writer = writer;
    }

    @Override
    public Mono<Void> handle(List<LoggedEvent> events) {
        return readiness
                .reached()
                .then(Mono.defer(() -> projection.project(events, writer::write)))
                .then();
    }
}
