package market.tessera.checkout.payment;

import com.stripe.model.Event;
import java.util.UUID;
import market.tessera.checkout.payment.PaymentIntents.PaymentIntent;
import market.tessera.checkout.settlement.Settlement;
import market.tessera.checkout.stripe.SessionState;
import market.tessera.checkout.stripe.StripeFailure;
import market.tessera.checkout.stripe.StripeGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Learns what has become of payments, and does at Stripe what follows from it. */
@Service
class PaymentOutcomes {
    private static final Logger LOG = LoggerFactory.getLogger(PaymentOutcomes.class);

    private final StripeGateway stripe;
    private final CompletePayment complete;
    private final ReturnMoney returnMoney;

    PaymentOutcomes(StripeGateway stripe, CompletePayment complete, ReturnMoney returnMoney) {
        this.stripe = stripe;
        this.complete = complete;
        this.returnMoney = returnMoney;
    }

    Mono<Settlement> ask(String session) {
        return stripe.find(session).flatMap(this::take);
    }

    Mono<Settlement> take(SessionState state) {
        return take(state, null);
    }

    /** @param told by which Stripe has told of it by itself; kept in the transaction that settles it */
    Mono<Settlement> take(SessionState state, @Nullable Event told) {
        return complete.complete(state, told)
                .delayUntil(settlement -> settlement instanceof Settlement.Unseated
                        ? payBack(state.order())
                                .onErrorResume(StripeFailure.class, failure -> later(state.order(), failure))
                        : Mono.empty());
    }

    Mono<Void> payBack(UUID order) {
        return returnMoney.returnMoney(order);
    }

    /** Closes the payment page. The order ends even while Stripe does not answer, or knows no such page; should it be paid after all, it is settled then. */
    Mono<Settlement> close(PaymentIntent intent) {
        var session = intent.session();
        return session == null
                ? complete.abandon(intent.orderId())
                : stripe.expire(session)
                        .flatMap(this::take)
                        .onErrorResume(
                                StripeFailure.class,
                                failure -> later(intent.orderId(), failure).then(complete.abandon(intent.orderId())));
    }

    /** The janitor goes on from what is written down. */
    static <T> Mono<T> later(UUID order, StripeFailure failure) {
        LOG.warn("Stripe has not settled order {} yet: {}", order, failure.getMessage());
        return Mono.empty();
    }
}
