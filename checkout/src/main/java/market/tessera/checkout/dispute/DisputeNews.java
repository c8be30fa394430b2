package market.tessera.checkout.dispute;

import java.util.UUID;
import market.tessera.checkout.dispute.StripeDisputes.Denied;
import market.tessera.checkout.payment.PaymentReferences;
import market.tessera.checkout.payment.StrayPayments;
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
    private final StrayPayments strays;
    private final RecordDispute record;
    private final RecordStrayDispute recordStray;

    DisputeNews(
            StripeDisputes stripe,
            PaymentReferences references,
            StrayPayments strays,
            RecordDispute record,
            RecordStrayDispute recordStray) {
        this.stripe = stripe;
        this.references = references;
        this.strays = strays;
        this.record = record;
        this.recordStray = recordStray;
    }

    @Override
    public boolean concerns(String type) {
        return type.startsWith("charge.dispute.");
    }

    /** A dispute may be heard of before its payment; Stripe then has to tell of it once more. */
    @Override
    public Mono<UUID> look(String object) {
        return stripe.find(object)
                .flatMap(denied -> record(denied).thenReturn(denied.dispute().order()));
    }

    /** Of a payment that the order did not ask for, the order's places are not meant. */
    private Mono<Void> record(Denied denied) {
        var dispute = denied.dispute();
        return references
                .of(dispute.order())
                .filter(denied.payment()::equals)
                .hasElement()
                .flatMap(own -> own
                        ? record.record(dispute)
                        : strays.holds(dispute.order(), denied.payment())
                                .filter(stray -> stray)
                                .switchIfEmpty(Mono.error(DisputeNews::tooEarly))
                                .flatMap(_ -> recordStray.record(dispute)));
    }

    private static Problem tooEarly() {
        return Problem.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "payment-unknown",
                "The payment is not known yet",
                "The dispute is about a payment that has not been settled here. Send the event again later.");
    }
}
