package market.tessera.indexer.rebuild;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import market.tessera.document.Kind;
import market.tessera.indexer.feed.Logs;
import market.tessera.indexer.feed.Projection;
import market.tessera.indexer.feed.Projection.Target;
import market.tessera.indexer.feed.ToldByCheckout;
import market.tessera.platform.eventlog.LogReader;
import market.tessera.platform.eventlog.LogReader.Batch;
import market.tessera.platform.eventlog.LogSnapshots;
import market.tessera.platform.eventlog.LogSubscription.Order;
import market.tessera.platform.eventlog.LoggedEvent;
import market.tessera.platform.eventlog.LoggedEvent.Position;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Brings the whole of a log, or what was added to it, into an index. */
final class Backfill {
    private static final Order EVERYTHING = Order.of(Logs.CATALOG, Logs.CONSUMER);
    private static final int PAGE = 500;

    private final LogSnapshots snapshots;
    private final LogReader reader;
    private final ToldByCheckout checkout;
    private final Projection projection;

    Backfill(LogSnapshots snapshots, LogReader reader, ToldByCheckout checkout, Projection projection) {
        this.snapshots = snapshots;
        this.reader = reader;
        this.checkout = checkout;
        this.projection = projection;
    }

    /** The newest state of everything of a kind. Returns the subjects that had to be set aside, as all of these do. */
    Mono<Set<String>> everything(Kind kind, Target target) {
        return page(kind, "")
                .expand(events -> events.isEmpty()
                        ? Mono.empty()
                        : page(kind, events.getLast().subject()))
                .concatMap(events -> projection.project(events, target), 1)
                .collect(HashSet::new, Set::addAll);
    }

    private Mono<List<LoggedEvent>> page(Kind kind, String after) {
        return snapshots.page(Logs.CATALOG, kind.eventPrefix(), after, PAGE);
    }

    /**
     * All that follows a position, up to the log's end at that moment. A page that is not full was the last: under steady writing there is
     * always more, but not before the position that is reached.
     */
    Mono<Replay> since(Position start, Kind kind, Target target) {
        return step(start, kind, target)
                .expand(step -> step.last() ? Mono.empty() : step(step.reached(), kind, target))
                .reduce(Replay.from(start), Replay::and);
    }

    private Mono<Step> step(Position after, Kind kind, Target target) {
        return reader.read(EVERYTHING, after)
                .flatMap(batch -> projection
                        .project(ofKind(kind, batch), target)
                        .map(setAside -> new Step(batch.end(), batch.rows() < EVERYTHING.batchSize(), setAside)));
    }

    private static List<LoggedEvent> ofKind(Kind kind, Batch batch) {
        return batch.events().stream()
                .filter(event -> event.type().startsWith(kind.eventPrefix() + "."))
                .toList();
    }

    /** Offerings of which checkout has told something since. */
    Mono<Set<String>> toldSince(Instant time, Kind kind, Target target) {
        return kind == Kind.OFFERING
                ? checkout.changedSince(time).flatMap(offerings -> these(offerings, target))
                : Mono.just(Set.of());
    }

    private Mono<Set<String>> these(List<String> offerings, Target target) {
        return Flux.fromIterable(offerings)
                .buffer(PAGE)
                .concatMap(some -> snapshots.latest(Logs.CATALOG, some).collectList())
                .concatMap(events -> projection.project(events, target))
                .collect(HashSet::new, Set::addAll);
    }

    private record Step(Position reached, boolean last, Set<String> setAside) {}

    /** How far a replay has come. */
    record Replay(Position reached, Set<String> setAside) {
        static Replay from(Position start) {
            return new Replay(start, Set.of());
        }

        private Replay and(Step step) {
            return new Replay(step.reached(), union(setAside, step.setAside()));
        }

        static Set<String> union(Collection<String> one, Collection<String> other) {
            var both = new HashSet<>(one);
            both.addAll(other);
            return both;
        }
    }
}
