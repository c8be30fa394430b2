package market.tessera.platform.work;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/**
 * One piece of work that begins when the application starts, and is cancelled when it stops. What is to be done again and again is {@link Recurring}.
 * Declare one as a bean.
 */
public final class Background implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);
    private static final int BEFORE_REQUESTS = 0;

    private final String work;
    private final int phase;
    private final Supplier<? extends Publisher<?>> begin;
    private final AtomicReference<@Nullable Disposable> running = new AtomicReference<>();

    private Background(String work, int phase, Supplier<? extends Publisher<?>> begin) {
        this.work = work;
        this.phase = phase;
        this.begin = begin;
    }

    /**
     * @param work in the log's words
     * @param begin is called at every start, which fails if it throws; what fails later is told in the log and is over
     */
    public static Background of(String work, Supplier<? extends Publisher<?>> begin) {
        return new Background(work, DEFAULT_PHASE, begin);
    }

    /** Begins before the server takes requests, and ends after it has taken the last one. */
    public Background beforeRequests() {
        return new Background(work, BEFORE_REQUESTS, begin);
    }

    @Override
    public void start() {
        running.set(Flux.from(begin.get()).subscribe(_ -> {}, failure -> LOG.error("{} has failed", work, failure)));
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

    @Override
    public int getPhase() {
        return phase;
    }
}
