package market.tessera.checkout.payment;

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

    StripePayments(PaymentIntents intents, PaymentPages pages, PaymentOutcomes outcomes) {
        this.intents = intents;
        this.pages = pages;
        this.outcomes = outcomes;
    }

    @Override
    public Mono<Void> intend(UUID order) {
        return intents.insert(order);
    }

    @Override
    public Mono<Page> open(Order order) {
        return pages.open(order);
    }

    /** Where the webhook is faster, Stripe is not asked. */
    @Override
    public Mono<Void> refresh(UUID order) {
        return intents.findSettled(order)
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
