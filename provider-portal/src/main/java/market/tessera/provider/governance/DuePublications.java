package market.tessera.provider.governance;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import market.tessera.platform.problem.OutageLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Publishes what was scheduled when its time comes. Several instances share the work; after an outage it is caught up with, and a draft that
 * cannot be published is tried again with the next round.
 */
@Component
class DuePublications implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(DuePublications.class);
    private static final Duration ROUND = Duration.ofSeconds(2);

    private final OutageLog outages = new OutageLog(LOG, "Scheduled publishing");
    private final PublishDraft publishDraft;
    private final AtomicReference<@Nullable Disposable> running = new AtomicReference<>();

    DuePublications(PublishDraft publishDraft) {
        this.publishDraft = publishDraft;
    }

    @Override
    public void start() {
        running.set(Flux.interval(ROUND)
                .onBackpressureDrop()
                .concatMap(_ -> round())
                .subscribe());
    }

    /** Everything that is due. */
    private Mono<Void> round() {
        return publishDraft
                .nextDue()
                .expand(_ -> publishDraft.nextDue())
                .then()
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
