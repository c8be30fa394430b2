package market.tessera.provider.governance;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
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
 * Publishes what was scheduled when its time comes. Several instances share the work; after an outage it is caught up with. A draft that cannot
 * be published is tried again later and holds up no other.
 */
@Component
class DuePublications implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(DuePublications.class);
    private static final Duration ROUND = Duration.ofSeconds(2);

    private final OutageLog outages = new OutageLog(LOG, "Scheduled publishing");
    private final Drafts drafts;
    private final PublishDraft publishDraft;
    private final Clock clock;
    private final AtomicReference<@Nullable Disposable> running = new AtomicReference<>();

    DuePublications(Drafts drafts, PublishDraft publishDraft, Clock clock) {
        this.drafts = drafts;
        this.clock = clock;
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
        return drafts.due(clock.instant())
                .concatMap(this::publish)
                .then()
                .doOnSuccess(_ -> outages.worked())
                .doOnError(outages::failed)
                .onErrorComplete();
    }

    private Mono<Void> publish(UUID offering) {
        return publishDraft
                .due(offering)
                .then()
                .onErrorResume(failure -> drafts.tried(offering, clock.instant())
                        .doOnSuccess(_ -> LOG.error("Offering {} was due and cannot be published", offering, failure)));
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
