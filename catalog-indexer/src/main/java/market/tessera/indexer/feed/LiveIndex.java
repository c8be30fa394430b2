package market.tessera.indexer.feed;

import java.util.List;
import market.tessera.indexer.feed.Projection.Target;
import market.tessera.indexer.index.BulkWriter;
import market.tessera.indexer.index.Readiness;
import market.tessera.platform.eventlog.EventHandler;
import market.tessera.platform.eventlog.LoggedEvent;
import reactor.core.publisher.Mono;

/**
 * The index that is being searched: brings into it what the catalog publishes and withdraws, as soon as it may be written to. A few changes are
 * found as soon as they are written; of many, as after an import, those that are waiting come first, and the index's own refresh makes them found.
 */
final class LiveIndex implements EventHandler {
    /** So many at once mean that more are waiting. */
    private static final int MANY = 250;

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
        Target target = events.size() < MANY ? writer::writeToBeFound : writer::write;
        return readiness
                .reached()
                .then(Mono.defer(() -> projection.project(events, target)))
                .then();
    }
}
