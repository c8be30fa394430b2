package market.tessera.provider.webhooks;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import market.tessera.platform.outbound.Outbound;
import market.tessera.platform.outbound.Unreachable;
import market.tessera.platform.problem.OutageLog;
import market.tessera.platform.work.Background;
import market.tessera.platform.work.Recurring;
import market.tessera.provider.webhooks.Deliveries.Due;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Brings to providers' systems what is due. Whatever is not answered by 2xx is tried again, later each time, and given up after the last pause; 410
 * says that the address wants no more.
 */
@Component
class WebhookSender {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);
    private static final int BATCH = 32;
    private static final int AT_ONCE = 64;
    private static final int GONE = 410;
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration TIDY = Duration.ofHours(1);

    private final OutageLog outages = new OutageLog(LOG, "Telling providers' systems");
    private final Deliveries deliveries;
    private final Webhooks webhooks;
    private final Outbound outbound;
    private final WebhookProperties properties;
    private final Clock clock;

    WebhookSender(
            Deliveries deliveries, Webhooks webhooks, Outbound outbound, WebhookProperties properties, Clock clock) {
        this.deliveries = deliveries;
        this.webhooks = webhooks;
        this.outbound = outbound;
        this.properties = properties;
        this.clock = clock;
    }

    /** A new round does not wait for the calls of the last: those that are slow hold up nobody. */
    @Bean
    Background webhookDeliveries() {
        return Background.of(
                "Telling providers' systems",
                () -> Flux.interval(properties.poll())
                        .onBackpressureDrop()
                        .concatMap(_ -> claim(), 0)
                        .flatMap(this::attempt, AT_ONCE, 1));
    }

    @Bean
    Recurring forgettingOfDeliveries() {
        return Recurring.every("Forgetting what providers' systems were told", TIDY, deliveries::forget)
                .afterAPause();
    }

    private Flux<Due> claim() {
        return deliveries
                .claim(BATCH, LEASE)
                .doOnSuccess(_ -> outages.worked())
                .doOnError(outages::failed)
                .onErrorComplete()
                .flatMapIterable(Function.identity());
    }

    /** What fails here is due again when its lease ends. */
    private Mono<Void> attempt(Due due) {
        return Mono.defer(() -> bring(due)).doOnError(outages::failed).onErrorComplete();
    }

    private Mono<Void> bring(Due due) {
        var secret = webhooks.open(due.webhook(), due.sealed());
        return outbound.post(
                        due.address(),
                        headers -> {
                            headers.setContentType(MediaType.APPLICATION_JSON);
                            secret.sign(headers, due.id().toString(), clock.instant(), due.body());
                        },
                        due.body())
                .flatMap(answer ->
                        answer.isGood() ? deliveries.delivered(due, answer.status()) : refused(due, answer.status()))
                .onErrorResume(
                        Unreachable.class,
                        failure -> deliveries.failed(due, null, failure.reason().key(), pause(due)));
    }

    private Mono<Void> refused(Due due, int status) {
        return status == GONE
                ? webhooks.disable(due.webhook()).then(deliveries.failed(due, status, null, null))
                : deliveries.failed(due, status, null, pause(due));
    }

    /** Null after the last attempt. */
    private @Nullable Duration pause(Due due) {
        var pauses = properties.pauses();
        return due.attempt() > pauses.size() ? null : pauses.get(due.attempt() - 1);
    }
}
