package market.tessera.checkout.refund;

import java.util.UUID;
import market.tessera.checkout.payout.Ledger;
import market.tessera.checkout.refund.Refund.Status;
import market.tessera.checkout.stripe.StripeFailure.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Writes down what Stripe says of a refund, whoever heard it: who sent it, the webhook, the janitor. Saying it again changes nothing. */
@Service
class RecordRefund {
    private static final Logger LOG = LoggerFactory.getLogger(RecordRefund.class);

    private final Refunds refunds;
    private final Ledger ledger;

    RecordRefund(Refunds refunds, Ledger ledger) {
        this.refunds = refunds;
        this.ledger = ledger;
    }

    /** Words about an attempt that was given up since are too late to matter. */
    @Transactional
    public Mono<Void> record(UUID refund, SentRefund sent) {
        return refunds.lock(refund).filter(sent::belongsTo).flatMap(known -> switch (sent.state()) {
            case PENDING -> known.status() == Status.INTENDED ? left(known, sent) : Mono.<Void>empty();
            case SUCCEEDED -> succeeded(known, sent);
            case FAILED -> failed(known, sent);
        });
    }

    /** Stripe will not do it as it was asked to. */
    @Transactional
    public Mono<Void> refused(Refund refund, Refusal refusal) {
        LOG.error("Stripe refuses refund {}: {}", refund.number(), refusal.getMessage());
        return refunds.lock(refund.id())
                .filter(known -> known.status() == Status.INTENDED && known.attempt() == refund.attempt())
                .flatMap(known -> refunds.finished(known.id(), Status.FAILED, null, refusal.getMessage()));
    }

    private Mono<Void> left(Refund refund, SentRefund sent) {
        return refunds.pending(refund.id(), sent.id()).then(paidOut(refund));
    }

    private Mono<Void> succeeded(Refund refund, SentRefund sent) {
        return switch (refund.status()) {
            case INTENDED ->
                refunds.finished(refund.id(), Status.SUCCEEDED, sent.id(), null).then(paidOut(refund));
            case PENDING -> refunds.finished(refund.id(), Status.SUCCEEDED, sent.id(), null);
            case SUCCEEDED, FAILED -> Mono.empty();
        };
    }

    /** Also what was thought to have arrived may come back. */
    private Mono<Void> failed(Refund refund, SentRefund sent) {
        var failed = refunds.finished(refund.id(), Status.FAILED, sent.id(), sent.failure());
        return switch (refund.status()) {
            case INTENDED -> failed;
            case PENDING, SUCCEEDED ->
                failed.then(ledger.refundBounced(refund.order(), refund.amount(), refund.payment()));
            case FAILED -> Mono.empty();
        };
    }

    private Mono<Void> paidOut(Refund refund) {
        return ledger.refundReturned(refund.order(), refund.amount(), refund.payment());
    }
}
