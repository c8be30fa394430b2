package market.tessera.checkout.outbox;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Delivers mail for as long as the application runs. */
@Component
class MailDelivery implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(MailDelivery.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final MailQueue queue;
    private final AtomicReference<@Nullable Disposable> running = new AtomicReference<>();

    MailDelivery(MailQueue queue) {
        this.queue = queue;
    }

    @Override
    public void start() {
        running.set(Mono.defer(queue::deliverDue)
                .flatMap(tried -> tried == 0 ? Mono.delay(PAUSE) : Mono.just(tried))
                .doOnError(failure -> LOG.warn("Mail waits: {}", failure.toString()))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, PAUSE)
                        .maxBackoff(Duration.ofSeconds(5))
                        .transientErrors(true))
                .repeat()
                .subscribe());
    }

    @Override
    public void stop() {
        var delivery = running.getAndSet(null);
        if (delivery != null) {
            delivery.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        return running.get() != null;
    }
}
