package market.tessera.checkout.work;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import market.tessera.platform.problem.OutageLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Does one kind of work again and again: at once while there is plenty, after a pause when there was none, or so little that what comes meanwhile is
 * better done together. Outlasts failures of the work itself with growing pauses. Declare one as a bean, so that it starts and stops with the application.
 */
public final class Recurring implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Recurring.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final OutageLog outages;
    private final Duration pause;
    private final long plenty;
    private final Mono<Long> work;
    private final AtomicReference<@Nullable Disposable> running = new AtomicReference<>();

    /**
     * @param name in the log's words
     * @param work does what is due and emits how much that was
     */
    public Recurring(String name, Duration pause, Mono<Long> work) {
        this(name, pause, 1, work);
    }

    /** @param plenty how much a round has to have done for the next one to follow at once */
    public Recurring(String name, Duration pause, long plenty, Mono<Long> work) {
        this.outages = new OutageLog(LOG, name);
        this.pause = pause;
        this.plenty = plenty;
        this.work = work;
    }

    @Override
    public void start() {
        running.set(work.doOnNext(_ -> outages.worked())
                .doOnError(outages::failed)
                .flatMap(done -> done < plenty ? Mono.delay(pause) : Mono.just(done))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE)
                        .maxBackoff(LONGEST_PAUSE)
                        .transientErrors(true))
                .repeat()
                .subscribe());
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
