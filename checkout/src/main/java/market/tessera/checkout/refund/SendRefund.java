package market.tessera.checkout.refund;

import market.tessera.checkout.stripe.StripeFailure;
import market.tessera.checkout.stripe.StripeFailure.Outage;
import market.tessera.checkout.stripe.StripeFailure.Refusal;
import market.tessera.checkout.work.OneOfMany;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Brings a refund further at Stripe: sends it, or asks what has become of it. Safe to repeat at any time and from several places at once. */
@Service
class SendRefund {
    private static final Logger LOG = LoggerFactory.getLogger(SendRefund.class);
    private static final int BATCH = 20;
    private static final int AT_ONCE = 4;

    private final Refunds refunds;
    private final StripeRefunds stripe;
    private final RecordRefund record;

    SendRefund(Refunds refunds, StripeRefunds stripe, RecordRefund record) {
        this.refunds = refunds;
        this.stripe = stripe;
        this.record = record;
    }

    /** Emits how many were due. */
    Mono<Long> due() {
        return refunds.lease(BATCH)
                .flatMap(
                        refund -> OneOfMany.attempt("Sending the money", refund.number(), () -> now(refund))
                                .thenReturn(refund),
                        AT_ONCE)
                .count();
    }

    /** What cannot be done now is due again later. */
    Mono<Void> now(Refund refund) {
        return switch (refund.status()) {
            case INTENDED -> refund.isByHand() ? Mono.empty() : further(refund, stripe.send(refund));
            case PENDING -> further(refund, stripe.find(refund));
            case SUCCEEDED, FAILED -> Mono.empty();
        };
    }

    private Mono<Void> further(Refund refund, Mono<SentRefund> call) {
        return call.flatMap(sent -> record.record(refund.id(), sent))
                .onErrorResume(Outage.class, outage -> later(refund, outage))
                .onErrorResume(Refusal.class, refusal -> record.refused(refund, refusal));
    }

    private static Mono<Void> later(Refund refund, StripeFailure failure) {
        LOG.warn("Refund {} waits for Stripe: {}", refund.number(), failure.getMessage());
        return Mono.empty();
    }
}
