package market.tessera.indexer.status;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import market.tessera.document.Kind;
import market.tessera.indexer.feed.Logs;
import market.tessera.indexer.feed.SetAside;
import market.tessera.indexer.index.IndexRefusal;
import market.tessera.indexer.index.IndexUnavailable;
import market.tessera.indexer.index.Indices;
import market.tessera.indexer.index.Readiness;
import market.tessera.platform.eventlog.Cursors;
import market.tessera.platform.eventlog.LogSnapshots;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks at the index and the logs now. */
@Component
public class IndexStatus {
    private static final List<String> LOGS = List.of(Logs.CATALOG, Logs.COMMERCE);

    private final Readiness readiness;
    private final Indices indices;
    private final SetAside setAside;
    private final Cursors cursors;
    private final LogSnapshots snapshots;

    IndexStatus(Readiness readiness, Indices indices, SetAside setAside, Cursors cursors, LogSnapshots snapshots) {
        this.readiness = readiness;
        this.indices = indices;
        this.setAside = setAside;
        this.cursors = cursors;
        this.snapshots = snapshots;
    }

    /**
     * @param ready whether all that is in the logs has been indexed
     * @param behind events that are still to be indexed
     * @param documents what a search can find, by kind; empty while OpenSearch is away
     * @param setAside subjects that cannot be indexed as they are
     */
    public record Report(
            boolean ready,
            boolean rebuilding,
            long behind,
            Map<String, Long> documents,
            long setAside,
            List<LogReport> logs) {}

    /** Where the indexer stands in a log. */
    public record LogReport(String log, String xid, long id, long behind) {}

    public Mono<Report> look() {
        return Mono.zip(documents(), setAside.count(), logs())
                .map(seen -> report(seen.getT1(), seen.getT2(), seen.getT3()));
    }

    private Report report(Map<String, Long> documents, long aside, List<LogReport> logs) {
        var behind = logs.stream().mapToLong(LogReport::behind).sum();
        var ready = readiness.isReached() && behind == 0 && !documents.isEmpty();
        return new Report(ready, readiness.isRebuilding(), behind, documents, aside, logs);
    }

    private Mono<Map<String, Long>> documents() {
        return Flux.just(Kind.values())
                .concatMap(kind -> indices.count(kind).map(count -> Map.entry(kind.plural(), count)))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue))
                .onErrorReturn(IndexUnavailable.class, Map.of())
                .onErrorReturn(IndexRefusal.class, Map.of());
    }

    private Mono<List<LogReport>> logs() {
        return Flux.fromIterable(LOGS).concatMap(this::log).collectList();
    }

    private Mono<LogReport> log(String log) {
        return cursors.find(Logs.CONSUMER, log)
                .flatMap(position -> snapshots
                        .behind(log, position)
                        .map(behind -> new LogReport(log, position.xid(), position.id(), behind)));
    }
}
