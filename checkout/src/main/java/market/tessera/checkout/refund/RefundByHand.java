package market.tessera.checkout.refund;

import java.util.UUID;
import market.tessera.checkout.payout.Ledger;
import market.tessera.checkout.refund.Refund.Status;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Refunds of money that came by bank transfer: Stripe has no charge that they could go back to, so a person sends them. */
@Service
public class RefundByHand {
    private final Refunds refunds;
    private final Ledger ledger;

    RefundByHand(Refunds refunds, Ledger ledger) {
        this.refunds = refunds;
        this.ledger = ledger;
    }

    /** It has left our bank account; empty if it had before, or goes another way. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Mono<Refund> paid(UUID id) {
        return refunds.lock(id)
                .filter(refund -> refund.isByHand() && refund.status() == Status.INTENDED)
                .delayUntil(refund -> refunds.finished(id, Status.SUCCEEDED, null, null))
                .delayUntil(refund -> ledger.sentBack(refund.order(), refund.amount(), refund.payment()));
    }
}
