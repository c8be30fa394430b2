package market.tessera.checkout.payment;

import java.net.URI;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.Orders;
import market.tessera.checkout.order.Payments.Page;
import market.tessera.checkout.payment.PaymentIntents.PaymentIntent;
import market.tessera.checkout.payment.PaymentIntents.Status;
import market.tessera.checkout.stripe.SessionState;
import market.tessera.checkout.stripe.StripeFailure.Outage;
import market.tessera.checkout.stripe.StripeFailure.Refusal;
import market.tessera.checkout.stripe.StripeGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Opens payment pages, one per order. */
@Service
class PaymentPages {
    private static final Logger LOG = LoggerFactory.getLogger(PaymentPages.class);

    private final StripeGateway stripe;
    private final PaymentIntents intents;
    private final Orders orders;
    private final MoreTime moreTime;
    private final PaymentOutcomes outcomes;

    PaymentPages(
            StripeGateway stripe, PaymentIntents intents, Orders orders, MoreTime moreTime, PaymentOutcomes outcomes) {
        this.stripe = stripe;
        this.intents = intents;
        this.orders = orders;
        this.moreTime = moreTime;
        this.outcomes = outcomes;
    }

    /** The intent is read after the order: one from before the order was given more time would ask for a second page. */
    Mono<Page> open(Order order) {
        return intents.find(order.id())
                .flatMap(intent -> intent.status() == Status.INTENDED && moreTime.isNeeded(order)
                        ? openLater(order)
                        : open(intent, order))
                .defaultIfEmpty(new Page.Settled());
    }

    private Mono<Page> openLater(Order order) {
        return moreTime.give(order)
                .flatMap(given -> given
                        ? orders.find(order.id()).flatMap(this::openUnlessOthersHave)
                        : intents.find(order.id()).flatMap(outcomes::close).thenReturn(new Page.Settled()));
    }

    private Mono<Page> openUnlessOthersHave(Order order) {
        return intents.find(order.id()).flatMap(intent -> open(intent, order));
    }

    private Mono<Page> open(PaymentIntent intent, Order order) {
        return switch (intent.status()) {
            case INTENDED -> ask(intent, order);
            case OPEN -> Mono.just(page(intent.url()));
            case PROCESSING, PAID, ENDED, REFUND_DUE, REFUNDED -> Mono.just(new Page.Settled());
        };
    }

    private Mono<Page> ask(PaymentIntent intent, Order order) {
        return stripe.open(order, intent.prolonged(), intent.taxedFor())
                .delayUntil(outcomes::take)
                .map(PaymentPages::page)
                .onErrorResume(
                        Outage.class,
                        outage -> PaymentOutcomes.<Page>later(intent.orderId(), outage)
                                .defaultIfEmpty(new Page.Unavailable()))
                .onErrorResume(Refusal.class, refusal -> refused(intent, refusal));
    }

    private Mono<Page> refused(PaymentIntent intent, Refusal refusal) {
        if (intent.taxedFor() != null) {
            LOG.warn(
                    "Stripe refuses to work out the tax of order {} for {}, whose own rule counts: {}",
                    intent.orderId(),
                    intent.taxedFor(),
                    refusal.getMessage());
            return intents.untaxed(intent.orderId())
                    .then(Mono.defer(() -> orders.find(intent.orderId())))
                    .flatMap(this::openUnlessOthersHave);
        }
        LOG.error("Stripe refuses a payment page for order {}: {}", intent.orderId(), refusal.getMessage());
        return outcomes.close(intent).thenReturn(new Page.Settled());
    }

    private static Page page(@Nullable URI url) {
        return url == null ? new Page.Unavailable() : new Page.Open(url);
    }

    private static Page page(SessionState state) {
        return state instanceof SessionState.Open open ? new Page.Open(open.page()) : new Page.Settled();
    }
}
