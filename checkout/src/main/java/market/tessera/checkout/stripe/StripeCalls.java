package market.tessera.checkout.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.PermissionException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.net.RequestOptions;
import com.stripe.service.V1Services;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import java.util.concurrent.RejectedExecutionException;
import market.tessera.checkout.stripe.StripeFailure.Outage;
import market.tessera.checkout.stripe.StripeFailure.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The only way to Stripe. Calls block, so they have threads of their own, and no more of them than Stripe can be kept waiting with: what finds all
 * taken fails at once instead of queueing up. While Stripe does not answer it is not asked, so that buyers hear of it at once.
 */
@Component
@EnableConfigurationProperties(StripeProperties.class)
public class StripeCalls implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(StripeCalls.class);
    private static final int CONNECT_MILLIS = 3_000;
    private static final int READ_MILLIS = 10_000;
    private static final int RETRIES = 2;
    private static final int KEY_IN_USE = 409;
    private static final String ACCOUNT_GONE = "account_invalid";
    private static final int TRIES_AFTER_OUTAGE = 3;

    private final V1Services stripe;
    private final Scheduler threads;
    private final CircuitBreaker breaker;

    StripeCalls(StripeProperties properties) {
        this.stripe = StripeClient.builder()
                .setApiKey(properties.secretKey())
                .setApiBase(properties.apiBase().toString())
                .setConnectTimeout(CONNECT_MILLIS)
                .setReadTimeout(READ_MILLIS)
                .setMaxNetworkRetries(RETRIES)
                .build()
                .v1();
        this.threads =
                Schedulers.newBoundedElastic(properties.concurrentCalls(), properties.concurrentCalls(), "stripe");
        this.breaker = CircuitBreaker.of(
                "stripe",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(properties.outageWindow())
                        .minimumNumberOfCalls(properties.outageWindow())
                        .waitDurationInOpenState(properties.outagePause())
                        .permittedNumberOfCallsInHalfOpenState(TRIES_AFTER_OUTAGE)
                        .recordException(Outage.class::isInstance)
                        .build());
    }

    /** What is asked of Stripe; blocks. */
    @FunctionalInterface
    public interface Request<T> {
        T send(V1Services stripe) throws StripeException;
    }

    /** The answer, or a {@link StripeFailure}. */
    public <T> Mono<T> call(Request<T> request) {
        return Mono.fromCallable(() -> request.send(stripe))
                .subscribeOn(threads)
                .onErrorMap(StripeException.class, StripeCalls::translate)
                .transformDeferred(CircuitBreakerOperator.of(breaker))
                .onErrorMap(RejectedExecutionException.class, Outage::new)
                .onErrorMap(CallNotPermittedException.class, Outage::new);
    }

    /** Every call that changes something carries a key made from what it is for, so that saying it again does it once. */
    public static RequestOptions key(String key) {
        return RequestOptions.builder().setIdempotencyKey(key).build();
    }

    @Override
    public void destroy() {
        threads.dispose();
    }

    /**
     * Where our own key is not known, as after it was rolled, nothing was refused: nobody owes anything because of it, and no order ends. An account
     * of a provider that is ours no longer is told of in the same way.
     */
    private static StripeFailure translate(StripeException failure) {
        return switch (failure) {
            case ApiConnectionException _, ApiException _, RateLimitException _ -> new Outage(failure);
            case IdempotencyException busy when busy.getStatusCode() == KEY_IN_USE -> new Outage(busy);
            case PermissionException gone when ACCOUNT_GONE.equals(gone.getCode()) -> new Refusal(gone);
            case AuthenticationException unknown -> unknownKey(unknown);
            default -> new Refusal(failure);
        };
    }

    private static Outage unknownKey(AuthenticationException unknown) {
        LOG.error("Stripe does not let us in; is STRIPE_SECRET_KEY still good? {}", unknown.getMessage());
        return new Outage(unknown);
    }
}
