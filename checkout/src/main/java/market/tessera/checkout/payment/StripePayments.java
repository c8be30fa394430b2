package market.tessera.checkout.payment;

import java.util.Collection;
import java.util.UUID;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.Payments;
import market.tessera.checkout.payment.PaymentIntents.PaymentIntent;
import market.tessera.checkout.payment.PaymentIntents.Status;
import market.tessera.checkout.settlement.Settlement;
import market.tessera.checkout.stripe.StripeFailure;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Payment on Stripe's hosted page. */
@Service
class StripePayments implements Payments {
    private final PaymentIntents intents;
    private final PaymentPages pages;
    private final PaymentOutcomes outcomes;
    private final CompletePayment complete;

    StripePayments(PaymentIntents intents, PaymentPages pages, PaymentOutcomes outcomes, CompletePayment complete) {
        this.intents = intents;
        this.pages = pages;
        this.outcomes = outcomes;
        this.complete = complete;
    }

    @Override
    public Mono<Void> intend(Collection<UUID> orders) {
        return intents.insert(orders);
    }

    @Override
    public Mono<Page> open(Order order) {
        return pages.open(order);
    }

    /** Where the webhook is faster, here or elsewhere, Stripe is not asked. */
    @Override
    public Mono<Void> refresh(UUID order) {
        return complete.awaitUnderway(order)
                .then(intents.findSettled(order))
                .filter(intent -> !intent.status().hasMoney())
                .mapNotNull(PaymentIntent::session)
                .flatMap(outcomes::ask)
                .onErrorResume(StripeFailure.class, failure -> PaymentOutcomes.<Settlement>later(order, failure))
                .then();
    }

    @Override
    public Mono<Boolean> isUnderway(UUID order) {
        return intents.find(order)
                .map(intent -> intent.status() == Status.PROCESSING)
                .defaultIfEmpty(false);
    }

    @Override
    public Mono<Boolean> wasPayable(UUID order) {
        return intents.find(order).map(intent -> intent.session() != null).defaultIfEmpty(true);
    }

    @Override
    public Mono<Void> withdraw(UUID order) {
        return intents.cancelling(order)
                .then(intents.find(order))
                .filter(intent -> !intent.status().hasMoney())
                .flatMap(outcomes::close)
                .then();
    }
}
