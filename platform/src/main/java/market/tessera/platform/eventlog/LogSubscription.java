package market.tessera.platform.eventlog;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import market.tessera.platform.eventlog.LogReader.Batch;
import market.tessera.platform.eventlog.LogReader.Partition;
import market.tessera.platform.eventlog.LoggedEvent.Position;
import market.tessera.platform.work.Background;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * A consumer's standing order: reads a log from its stored cursor, hands batches to the handler, moves the cursor after each. Runs while
 * the application runs; outlasts outages of the database and failures of the handler without skipping anything.
 */
public final class LogSubscription implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(LogSubscription.class);
    private static final Duration SAFETY_NET = Duration.ofSeconds(1);
    private static final Duration UNSETTLED = Duration.ofMillis(15);

    private final LogReader reader;
    private final Cursors cursors;
    private final WakeUps wakeUps;
    private final Order order;
    private final EventHandler handler;
    private final Background background;

    LogSubscription(LogReader reader, Cursors cursors, WakeUps wakeUps, Order order, EventHandler handler) {
        this.reader = reader;
        this.cursors = cursors;
        this.wakeUps = wakeUps;
        this.order = order;
        this.handler = handler;
        this.background = Background.of(order.consumer(), () -> Flux.merge(wakeUps.count(), follow()));
    }

    /**
     * @param log schema of the application that owns the log
     * @param consumer name under which the cursor is kept
     * @param types of events that are wanted; all, if none is named
     * @param bodies whether their data is wanted, too
     * @param batchSize most events passed at once
     * @param rest after a batch that was not full, so that what happens meanwhile is handled together
     */
    public record Order(
            String log,
            String consumer,
            Set<String> types,
            boolean bodies,
            int batchSize,
            Partition partition,
            Duration rest) {
        public Order {
            types = Set.copyOf(types);
        }

        public static Order of(String log, String consumer, String... types) {
            return new Order(log, consumer, Set.of(types), true, 500, Partition.WHOLE, Duration.ZERO);
        }

        public Order resting(Duration pause) {
            return new Order(log, consumer, types, bodies, batchSize, partition, pause);
        }

        /** For those who do less with many at once than with the same in parts. */
        public Order upTo(int most) {
            return new Order(log, consumer, types, bodies, most, partition, rest);
        }

        /** Events come with a missing node for their data. */
        public Order withoutBodies() {
            return new Order(log, consumer, types, false, batchSize, partition, rest);
        }
    }

    @Override
    public void start() {
        background.start();
    }

    private Flux<Batch> follow() {
        return Flux.defer(() -> cursors.find(order.consumer(), order.log()).flatMapMany(this::followFrom))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200))
                        .maxBackoff(Duration.ofSeconds(2))
                        .transientErrors(true)
                        .doBeforeRetry(this::sayOnce));
    }

    /** An outage is told when it begins, not at every attempt. */
    private void sayOnce(Retry.RetrySignal attempt) {
        if (attempt.totalRetriesInARow() == 0) {
            LOG.warn(
                    "{} cannot follow the {} log: {}",
                    order.consumer(),
                    order.log(),
                    attempt.failure().toString());
        }
    }

    /** One batch is read while the one before it is handled. */
    private Flux<Batch> followFrom(Position start) {
        return read(start)
                .expand(step -> pauseAfter(step).then(read(step.batch().end())))
                .map(Step::batch)
                .concatMap(batch -> consume(batch).thenReturn(batch), 1);
    }

    private Mono<Step> read(Position after) {
        return wakeUps.soFar().flatMap(seen -> reader.read(order, after).map(batch -> new Step(batch, seen)));
    }

    /** What others are told of wakes nobody here, and is passed by with what comes next. */
    private Mono<Void> pauseAfter(Step step) {
        var batch = step.batch();
        if (batch.rows() == order.batchSize()) {
            return Mono.empty();
        }
        if (!batch.events().isEmpty()) {
            return order.rest().isZero()
                    ? Mono.empty()
                    : Mono.delay(order.rest()).then();
        }
        return batch.more() ? Mono.delay(UNSETTLED).then() : wakeUps.after(step.seen(), SAFETY_NET);
    }

    private Mono<Void> consume(Batch batch) {
        return batch.rows() == 0
                ? Mono.empty()
                : handle(batch.events()).then(cursors.move(order.consumer(), order.log(), batch.end()));
    }

    private Mono<Void> handle(List<LoggedEvent> events) {
        return events.isEmpty() ? Mono.empty() : handler.handle(events);
    }

    @Override
    public void stop() {
        background.stop();
    }

    @Override
    public boolean isRunning() {
        return background.isRunning();
    }

    /**
     * A batch that was read.
     *
     * @param seen how many announcements there had been before
     */
    private record Step(Batch batch, long seen) {}
}
