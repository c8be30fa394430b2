package market.tessera.checkout.payment;

import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.model.Refund;
import com.stripe.net.RequestOptions;
import com.stripe.param.RefundCreateParams;
import com.stripe.service.V1Services;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.payment.StripeFailure.Outage;
import market.tessera.checkout.payment.StripeFailure.Refusal;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The only way to Stripe. Calls block, so they have threads of their own, and no more of them than Stripe can be kept waiting with: what finds all
 * taken fails at once instead of queueing up. Every call that changes something carries an idempotency key made from what it is for.
 */
@Component
@EnableConfigurationProperties(StripeProperties.class)
class StripeGateway implements DisposableBean {
    private static final int CONNECT_MILLIS = 3_000;
    private static final int READ_MILLIS = 10_000;
    private static final int RETRIES = 2;

    private final V1Services stripe;
    private final SessionRequests requests;
    private final Scheduler threads;

    StripeGateway(StripeProperties properties, SessionRequests requests) {
        this.stripe = StripeClient.builder()
                .setApiKey(properties.secretKey())
                .setApiBase(properties.apiBase().toString())
                .setConnectTimeout(CONNECT_MILLIS)
                .setReadTimeout(READ_MILLIS)
                .setMaxNetworkRetries(RETRIES)
                .build()
                .v1();
        this.requests = requests;
        this.threads =
                Schedulers.newBoundedElastic(properties.concurrentCalls(), properties.concurrentCalls(), "stripe");
    }

    /** Opens the order's payment page; the same one however often it is asked for. */
    Mono<SessionState> open(Order order) {
        return call(() -> stripe.checkout()
                        .sessions()
                        .create(requests.open(order), key("order:%s:session:v1".formatted(order.id()))))
                .map(SessionStates::read);
    }

    Mono<SessionState> find(String session) {
        return call(() -> stripe.checkout().sessions().retrieve(session)).map(SessionStates::read);
    }

    /** Closes the page. If it was paid in the meantime, that is the answer. */
    Mono<SessionState> expire(String session) {
        return call(() -> stripe.checkout().sessions().expire(session))
                .map(SessionStates::read)
                .onErrorResume(Refusal.class, _ -> find(session));
    }

    /** Sends all the money of an order back. */
    Mono<String> refund(UUID order, String reference) {
        var request = RefundCreateParams.builder()
                .setPaymentIntent(reference)
                .setMetadata(Map.of("order", order.toString()))
                .build();
        return call(() -> stripe.refunds().create(request, key("order:%s:refund:unseated:v1".formatted(order))))
                .map(Refund::getId);
    }

    @Override
    public void destroy() {
        threads.dispose();
    }

    private <T> Mono<T> call(Callable<T> request) {
        return Mono.fromCallable(request)
                .subscribeOn(threads)
                .onErrorMap(StripeException.class, StripeGateway::translate)
                .onErrorMap(RejectedExecutionException.class, Outage::new);
    }

    private static StripeFailure translate(StripeException failure) {
        return switch (failure) {
            case ApiConnectionException _, ApiException _, RateLimitException _ -> new Outage(failure);
            default -> new Refusal(failure);
        };
    }

    private static RequestOptions key(String key) {
        return RequestOptions.builder().setIdempotencyKey(key).build();
    }
}
