package market.tessera.platform.work;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import market.tessera.platform.problem.OutageLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Does one kind of work again and again while the application runs: a round, a rest, the next round. A round that fails is told in the log, and tried
 * again after rests that grow, however long the usual one is. Stopping lets the round in progress come to its end. Declare one as a bean.
 */
public final class Recurring implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Recurring.class);
    /** Containers are killed ten seconds after they were asked to stop. */
    private static final Duration LAST_ROUND = Duration.ofSeconds(8);

    private final String work;
    private final Rhythm rhythm;
    private final Supplier<Mono<Long>> round;
    private final OutageLog outages;
    private final AtomicReference<@Nullable Run> running = new AtomicReference<>();

    private Recurring(String work, Supplier<Mono<Long>> round, Rhythm rhythm) {
        this.work = work;
        this.round = round;
        this.rhythm = rhythm;
        this.outages = new OutageLog(LOG, work);
    }

    /**
     * A round at once, and one after every pause.
     *
     * @param work in the log's words
     */
    public static Recurring every(String work, Duration pause, Supplier<? extends Mono<?>> round) {
        return whileDue(work, pause, 1, () -> round.get().thenReturn(0L));
    }

    /**
     * Rounds that follow each other at once while there is something to do; after one that had nothing, a pause.
     *
     * @param round does what is due and emits how much that was
     */
    public static Recurring whileDue(String work, Duration pause, Supplier<Mono<Long>> round) {
        return whileDue(work, pause, 1, round);
    }

    /** @param plenty how much a round has to have done for the next one to follow at once: what comes after less is better done together */
    public static Recurring whileDue(String work, Duration pause, long plenty, Supplier<Mono<Long>> round) {
        return new Recurring(work, round, Rhythm.of(pause, plenty));
    }

    /** The first round comes after a pause, too. */
    public Recurring afterAPause() {
        return new Recurring(work, round, rhythm.withFirst(rhythm.pause()));
    }

    /** @param lanes rounds beside each other, as if other instances were at work too: one that lasts holds up only what comes after it in its lane */
    public Recurring inLanes(int lanes) {
        return new Recurring(work, round, rhythm.withLanes(lanes));
    }

    /** With a last round when it is stopped, for what has come since the one before. */
    public Recurring andOnceMoreAtTheEnd() {
        return new Recurring(work, round, rhythm.withOnceMore());
    }

    Recurring timedBy(Function<Duration, Mono<Long>> delay) {
        return new Recurring(work, round, rhythm.withDelay(delay));
    }

    @Override
    public void start() {
        var run = new Run(Sinks.empty(), Sinks.empty());
        running.set(run);
        Flux.range(0, rhythm.lanes())
                .flatMap(_ -> lane(run), rhythm.lanes())
                .then(Mono.defer(this::ending))
                .takeUntilOther(run.halted().then(Mono.defer(this::patience)))
                .doFinally(_ -> run.ended().tryEmitEmpty())
                .subscribe();
    }

    private Flux<Step> lane(Run run) {
        return Mono.just(new Step(rhythm.first(), 0))
                .expand(step -> rest(run, step.rest()).then(Mono.defer(() -> next(run, step))));
    }

    /** Ends at once when it is halted. */
    private Mono<Void> rest(Run run, Duration rest) {
        return rest.isZero()
                ? Mono.empty()
                : Mono.firstWithSignal(rhythm.delay().apply(rest).then(), run.halted());
    }

    private Mono<Step> next(Run run, Step last) {
        return run.equals(running.get()) ? once(last) : Mono.empty();
    }

    private Mono<Step> once(Step last) {
        return Mono.defer(round)
                .defaultIfEmpty(0L)
                .doOnNext(_ -> outages.worked())
                .doOnError(outages::failed)
                .map(done -> new Step(rhythm.restAfter(done), 0))
                .onErrorResume(
                        _ -> Mono.just(new Step(rhythm.restAfterFailures(last.failures()), last.failures() + 1)));
    }

    private Mono<Long> patience() {
        return rhythm.delay().apply(LAST_ROUND).doOnNext(_ -> LOG.warn("{} is cut off", work));
    }

    private Mono<Step> ending() {
        return rhythm.onceMore() ? once(new Step(Duration.ZERO, 0)) : Mono.empty();
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public void stop(Runnable callback) {
        var run = running.getAndSet(null);
        if (run == null) {
            callback.run();
        } else {
            run.ended().asMono().doFinally(_ -> callback.run()).subscribe();
            run.halt().tryEmitEmpty();
        }
    }

    @Override
    public boolean isRunning() {
        return running.get() != null;
    }

    /**
     * What a lane has come to.
     *
     * @param rest before its next round
     * @param failures without a round between them that has worked
     */
    private record Step(Duration rest, int failures) {}

    /** From a start to the matching stop. */
    private record Run(Sinks.Empty<Void> halt, Sinks.Empty<Void> ended) {
        Mono<Void> halted() {
            return halt.asMono();
        }
    }
}
