package market.tessera.checkout.payment;

import market.tessera.checkout.stripe.StripeFailure;
import market.tessera.checkout.stripe.StripeProperties;
import market.tessera.platform.work.Recurring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Asks Stripe about every intent that has no result yet, and lets go of seats that nobody has paid for. */
@Component
class Janitor {
    private static final Logger LOG = LoggerFactory.getLogger(Janitor.class);
    private static final int BATCH = 20;

    private final PaymentIntents intents;
    private final FollowUp followUp;
    private final StripeProperties properties;

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

    @Bean
    Recurring janitorRounds() {
        return Recurring.every("Looking after payments", properties.janitorPause(), this::sweep)
                .afterAPause();
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
