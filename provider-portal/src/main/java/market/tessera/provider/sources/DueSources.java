package market.tessera.provider.sources;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import market.tessera.platform.problem.OutageLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks at sources when it is time to. Several instances share the work; one that ends in the middle of it is made up for after the lease. */
@Component
class DueSources implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(DueSources.class);
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final int AT_ONCE = 4;

    private final OutageLog outages = new OutageLog(LOG, "Looking at sources of catalogues");
    private final Sources sources;
    private final LookAt lookAt;
    private final Clock clock;
    private final Duration poll;
    private final AtomicReference<@Nullable Disposable> running = new AtomicReference<>();

    DueSources(Sources sources, LookAt lookAt, Clock clock, @Value("${portal.sources.poll:5s}") Duration poll) {
        this.sources = sources;
        this.lookAt = lookAt;
        this.clock = clock;
        this.poll = poll;
    }

    @Override
    public void start() {
        running.set(
                Flux.interval(poll).onBackpressureDrop().concatMap(_ -> round()).subscribe());
    }

    private Mono<Void> round() {
        return Flux.defer(() -> sources.claim(clock.instant(), LEASE, AT_ONCE))
                .flatMapDelayError(lookAt::look, AT_ONCE, AT_ONCE)
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
