package market.tessera.indexer.rebuild;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;
import market.tessera.document.Kind;
import market.tessera.indexer.feed.Logs;
import market.tessera.indexer.feed.Projection.Target;
import market.tessera.indexer.index.BulkWriter;
import market.tessera.indexer.index.Indices;
import market.tessera.indexer.rebuild.Backfill.Replay;
import market.tessera.platform.eventlog.LogSnapshots;
import market.tessera.platform.eventlog.LogSnapshots.Census;
import market.tessera.platform.eventlog.LoggedEvent.Position;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Makes an index anew while the old one serves: a new index, everything from the log, what the log was given meanwhile, a comparison with
 * the log by count and checksum, then the alias moves in one step and what came in between is written once more. Other processes may go on
 * feeding the alias all the time. If the comparison fails the old index stays and the new one is thrown away.
 */
final class Rebuild {
    private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);
    /** How much clocks may differ. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final Indices indices;
    private final BulkWriter writer;
    private final Backfill backfill;
    private final LogSnapshots snapshots;
    private final Clock clock;

    Rebuild(Indices indices, BulkWriter writer, Backfill backfill, LogSnapshots snapshots, Clock clock) {
        this.indices = indices;
        this.writer = writer;
        this.backfill = backfill;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    /** What a rebuild starts from. */
    private record Start(Kind kind, String index, Position position, Instant time, LocalDate day) {}

    Mono<Void> rebuild(Kind kind) {
        return indices.deleteAbandoned(kind)
                .then(snapshots.end(Logs.CATALOG))
                .flatMap(end -> indices.create(kind)
                        .map(index ->
                                new Start(kind, index, end, clock.instant().minus(MARGIN), LocalDate.now(clock))))
                .flatMap(this::fillAndSwap);
    }

    private Mono<Void> fillAndSwap(Start start) {
        LOG.info("Rebuilding {} as {}", indices.alias(start.kind()), start.index());
        return fill(start)
                .delayUntil(replay -> compare(start, replay))
                .onErrorResume(failure -> indices.delete(Set.of(start.index())).then(Mono.error(failure)))
                .flatMap(replay -> indices.swap(start.kind(), start.index())
                        .delayUntil(_ -> catchUp(start, replay.reached()))
                        .flatMap(indices::delete))
                .doOnSuccess(_ -> LOG.info("{} is served by {}", indices.alias(start.kind()), start.index()));
    }

    private Mono<Replay> fill(Start start) {
        Target target = documents -> writer.write(documents, start.index());
        return backfill.everything(start.kind(), target)
                .zipWhen(_ -> backfill.toldSince(start.time(), start.kind(), target), Replay::union)
                .flatMap(setAside -> backfill.since(start.position(), start.kind(), target)
                        .map(replay -> new Replay(replay.reached(), Replay.union(setAside, replay.setAside()))));
    }

    private Mono<Void> compare(Start start, Replay replay) {
        return indices.complete(start.index())
                .then(Mono.zip(
                        snapshots.census(Logs.CATALOG, start.kind().eventPrefix(), replay.reached(), replay.setAside()),
                        indices.census(start.index(), replay.setAside())))
                .doOnNext(both -> requireEqual(both.getT1(), both.getT2(), replay.setAside()))
                .then();
    }

    static void requireEqual(Census log, Census index, Collection<String> setAside) {
        if (!log.equals(index)) {
            throw new IllegalStateException(
                    "The rebuilt index does not match the log: %s in the log, %s in the index".formatted(log, index));
        }
        if (setAside.size() > index.subjects()) {
            throw new IllegalStateException("The rebuilt index refused more than it took: %d of %d"
                    .formatted(setAside.size(), setAside.size() + index.subjects()));
        }
    }

    /** What others wrote into the old index between the replay's end and the swap, and their look at a new day. */
    private Mono<Void> catchUp(Start start, Position reached) {
        return backfill.since(reached, start.kind(), writer::write)
                .then(backfill.toldSince(start.time(), start.kind(), writer::write))
                .then(Mono.defer(() -> start.day().equals(LocalDate.now(clock))
                        ? Mono.empty()
                        : backfill.everything(start.kind(), writer::write)))
                .then();
    }
}
