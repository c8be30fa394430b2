package market.tessera.indexer.feed;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import market.tessera.document.told.Reputation;
import market.tessera.platform.eventlog.EventHandler;
import market.tessera.platform.eventlog.LogSnapshots;
import market.tessera.platform.eventlog.LoggedEvent;
import reactor.core.publisher.Mono;

/** Keeps what checkout tells of how offerings are rated and completed, and writes the offerings concerned anew. */
final class ReputationFeed implements EventHandler {
    static final String TYPE = "reputation.updated";

    private final Reputations reputations;
    private final LogSnapshots snapshots;
    private final LiveIndex index;

    ReputationFeed(Reputations reputations, LogSnapshots snapshots, LiveIndex index) {
        this.reputations = reputations;
        this.snapshots = snapshots;
        this.index = index;
    }

    @Override
    public Mono<Void> handle(List<LoggedEvent> told) {
        var newest = told.stream()
                .map(event -> new Reputation(event.subject(), event.version(), event.data()))
                .collect(Collectors.toMap(
                        Reputation::offering,
                        reputation -> reputation,
                        (one, other) -> one.version() > other.version() ? one : other))
                .values();
        return newest.isEmpty() ? Mono.empty() : renew(newest);
    }

    private Mono<Void> renew(Collection<Reputation> newest) {
        var offerings = newest.stream().map(Reputation::offering).toList();
        return reputations
                .keep(newest)
                .then(Mono.defer(() -> snapshots.latest(Logs.CATALOG, offerings).collectList()))
                .flatMap(index::handle);
    }
}
