package market.tessera.checkout.payment;

import java.util.concurrent.atomic.AtomicReference;
import market.tessera.checkout.stripe.StripeFailure;
import market.tessera.checkout.stripe.StripeProperties;
import market.tessera.platform.problem.OutageLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Asks Stripe about every intent that has no result yet, and lets go of seats that nobody has paid for. */
@Component
class Janitor implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Janitor.class);
    private static final int BATCH = 20;

    private final OutageLog outages = new OutageLog(LOG, "Looking after payments");
    private final PaymentIntents intents;
    private final FollowUp followUp;
    private final StripeProperties properties;
    private final AtomicReference<@Nullable Disposable> running = new AtomicReference<>();

    Janitor(PaymentIntents intents, FollowUp followUp, StripeProperties properties) {
        this.intents = intents;
        this.followUp = followUp;
        this.properties = properties;
    }

    /** One round; emits how many intents were due. */
    Mono<Long> sweep() {
        return intents.lease(BATCH)
                .flatMap(
                        intent -> followUp.followUp(intent)
                                .onErrorResume(StripeFailure.class, failure -> postponed(intent, failure))
                                .onErrorResume(failure -> failed(intent, failure))
                                .thenReturn(intent),
                        4)
                .count();
    }

    @Override
    public void start() {
        running.set(Flux.interval(properties.janitorPause())
                .onBackpressureDrop()
                .concatMap(_ -> sweep(), 1)
                .doOnNext(_ -> outages.worked())
                .doOnError(outages::failed)
                .retryWhen(Retry.indefinitely())
                .subscribe());
    }

    @Override
    public void stop() {
        var rounds = running.getAndSet(null);
        if (rounds != null) {
            rounds.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        return running.get() != null;
    }

    private static Mono<Void> postponed(PaymentIntents.PaymentIntent intent, StripeFailure failure) {
        LOG.warn("Order {} could not be followed up: {}", intent.orderId(), failure.getMessage());
        return Mono.empty();
    }

    /** One that cannot be followed up keeps no others from it. */
    private static Mono<Void> failed(PaymentIntents.PaymentIntent intent, Throwable failure) {
        LOG.error("Order {} cannot be followed up", intent.orderId(), failure);
        return Mono.empty();
    }
}
