package market.tessera.provider.schedule;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import market.tessera.platform.problem.OutageLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Does its work every so often, one round after the other in each of its lanes. A round that fails is told in the log and followed by the next. */
public final class Rounds implements SmartLifecycle {
    private final Duration pause;
    private final int lanes;
    private final Supplier<Mono<Void>> round;
    private final OutageLog outages;
    private final AtomicReference<@Nullable Disposable> running = new AtomicReference<>();

    /** @param work as the log calls it */
    public Rounds(String work, Duration pause, Supplier<Mono<Void>> round) {
        this(work, pause, 1, round);
    }

    /** @param lanes rounds beside each other, as if other instances were at work too: one that lasts holds up only what comes after it in its lane */
    public Rounds(String work, Duration pause, int lanes, Supplier<Mono<Void>> round) {
        this.pause = pause;
        this.lanes = lanes;
        this.round = round;
        this.outages = new OutageLog(LoggerFactory.getLogger(Rounds.class), work);
    }

    @Override
    public void start() {
        running.set(Flux.range(0, lanes).flatMap(_ -> lane(), lanes).subscribe());
    }

    private Flux<Void> lane() {
        return Flux.interval(pause).onBackpressureDrop().concatMap(_ -> once());
    }

    private Mono<Void> once() {
        return Mono.defer(round)
                .doOnSuccess(_ -> outages.worked())
                .doOnError(outages::failed)
                .onErrorComplete();
    }

    @Override
    public void stop() {
        var subscription = running.getAndSet(null);
        if (subscription != null) {
            subscription.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        return running.get() != null;
    }
}
