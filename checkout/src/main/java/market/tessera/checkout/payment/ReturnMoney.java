package market.tessera.checkout.payment;

import java.util.UUID;
import market.tessera.checkout.payment.PaymentIntents.Status;
import market.tessera.checkout.settlement.SettleOrder;
import market.tessera.checkout.stripe.StripeGateway;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Sends back the money of an order whose seats were gone when it came, or that does not come to it. */
@Service
class ReturnMoney {
    private final StripeGateway stripe;
    private final PaymentIntents intents;
    private final SettleOrder settle;
    private final TransactionalOperator transaction;

    ReturnMoney(StripeGateway stripe, PaymentIntents intents, SettleOrder settle, TransactionalOperator transaction) {
        this.stripe = stripe;
        this.intents = intents;
        this.settle = settle;
        this.transaction = transaction;
    }

    /** Safe to repeat: Stripe knows the refund by its key, the order by its state. */
    Mono<Void> returnMoney(UUID order) {
        return intents.find(order)
                .filter(intent -> intent.status() == Status.REFUND_DUE)
                .mapNotNull(PaymentIntents.PaymentIntent::reference)
                .flatMap(reference -> stripe.refund(order, reference))
                .flatMap(_ -> record(order));
    }

    private Mono<Void> record(UUID order) {
        return intents.lock(order)
                .filter(intent -> intent.status() == Status.REFUND_DUE)
                .flatMap(_ -> settle.returned(order).then(intents.done(order, Status.REFUNDED)))
                .as(transaction::transactional);
    }
}
