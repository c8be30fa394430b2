package market.tessera.checkout.dispute;

import java.util.UUID;
import market.tessera.checkout.dispute.StripeDisputes.Denied;
import market.tessera.checkout.payment.PaymentReferences;
import market.tessera.checkout.payment.StripeNews;
import market.tessera.platform.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Hears from Stripe of disputes. */
@Component
class DisputeNews implements StripeNews {
    private static final Logger LOG = LoggerFactory.getLogger(DisputeNews.class);

    private final StripeDisputes stripe;
    private final PaymentReferences references;
    private final RecordDispute record;

    DisputeNews(StripeDisputes stripe, PaymentReferences references, RecordDispute record) {
        this.stripe = stripe;
        this.references = references;
        this.record = record;
    }

    @Override
    public boolean concerns(String type) {
        return type.startsWith("charge.dispute.");
    }

    /** A dispute may be heard of before its payment; Stripe then has to tell of it once more. */
    @Override
    public Mono<UUID> look(String object) {
        return stripe.find(object)
                .flatMap(denied -> references
                        .of(denied.dispute().order())
                        .switchIfEmpty(Mono.error(DisputeNews::tooEarly))
                        .flatMap(reference -> take(denied, reference)));
    }

    /** What was paid beside the order says nothing of its places: a person looks after that, as after the payment itself. */
    private Mono<UUID> take(Denied denied, String reference) {
        var dispute = denied.dispute();
        if (!denied.payment().equals(reference)) {
            LOG.error(
                    "Dispute {} is about {}, which order {} did not ask for",
                    dispute.stripeId(),
                    denied.payment(),
                    dispute.order());
            return Mono.empty();
        }
        return record.record(dispute).thenReturn(dispute.order());
    }

    private static Problem tooEarly() {
        return Problem.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "payment-unknown",
                "The payment is not known yet",
                "The dispute is about a payment that has not been settled here. Send the event again later.");
    }
}
