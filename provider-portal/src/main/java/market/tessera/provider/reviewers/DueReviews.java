package market.tessera.provider.reviewers;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import market.tessera.platform.problem.OutageLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks regularly for whom a review waits. Several instances share the work; after an outage it is caught up with. */
@Component
class DueReviews implements SmartLifecycle {
    private static final Duration ROUND = Duration.ofSeconds(5);

    private final OutageLog outages = new OutageLog(LoggerFactory.getLogger(DueReviews.class), "Reminding of reviews");
    private final ReviewNotices notices;
    private final AtomicReference<@Nullable Disposable> running = new AtomicReference<>();

    DueReviews(ReviewNotices notices) {
        this.notices = notices;
    }

    @Override
    public void start() {
        running.set(Flux.interval(ROUND)
                .onBackpressureDrop()
                .concatMap(_ -> round())
                .subscribe());
    }

    private Mono<Void> round() {
        return notices.tell()
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
