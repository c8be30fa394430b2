package market.tessera.checkout.dispute;

import java.util.UUID;
import market.tessera.checkout.payment.PaymentReferences;
import market.tessera.checkout.payment.StripeNews;
import market.tessera.platform.problem.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Hears from Stripe of disputes. */
@Component
class DisputeNews implements StripeNews {
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
                .flatMap(dispute -> references
                        .of(dispute.order())
                        .switchIfEmpty(Mono.error(DisputeNews::tooEarly))
                        .flatMap(_ -> record.record(dispute).thenReturn(dispute.order())));
    }

    private static Problem tooEarly() {
        return Problem.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "payment-unknown",
                "The payment is not known yet",
                "The dispute is about a payment that has not been settled here. Send the event again later.");
    }
}
