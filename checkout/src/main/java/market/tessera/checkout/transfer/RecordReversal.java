package market.tessera.checkout.transfer;

import market.tessera.checkout.payout.Ledger;
import market.tessera.checkout.transfer.Reversals.Due;
import market.tessera.checkout.transfer.Reversals.Open;
import market.tessera.checkout.transfer.Transfer.Status;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Writes down what has come back of a share, and what is owed because it did not. */
@Service
class RecordReversal {
    private final Transfers transfers;
    private final Reversals reversals;
    private final Ledger ledger;

    RecordReversal(Transfers transfers, Reversals reversals, Ledger ledger) {
        this.transfers = transfers;
        this.reversals = reversals;
        this.ledger = ledger;
    }

    /** What is to be fetched at Stripe. Empty while it is not known whether the share was sent; what Stripe never had is settled here. */
    @Transactional
    public Mono<Fetch> prepare(Due due) {
        return transfers
                .lock(due.line())
                .flatMap(transfer ->
                        reversals.open(due.id(), transfer.share().currency()).flatMap(open -> prepare(transfer, open)));
    }

    private Mono<Fetch> prepare(Transfer transfer, Open open) {
        if (open.sent() && transfer.status() == Status.SENDING) {
            return Mono.empty();
        }
        var fetched = open.payable();
        return fetched.isZero()
                ? settle(transfer, open, fetched, null, null).then(Mono.empty())
                : Mono.just(new Fetch(transfer, open.id(), fetched));
    }

    @Transactional
    public Mono<Void> reversed(Fetch fetch, String stripeId) {
        return settle(fetch, fetch.amount(), stripeId, null);
    }

    /** Nothing comes back: all of it is owed. */
    @Transactional
    public Mono<Void> refused(Fetch fetch, String failure) {
        return settle(fetch, Money.zero(fetch.amount().currency()), null, failure);
    }

    private Mono<Void> settle(Fetch fetch, Money back, @Nullable String stripeId, @Nullable String failure) {
        return transfers
                .lock(fetch.transfer().line().id())
                .flatMap(transfer -> reversals
                        .open(fetch.reversal(), back.currency())
                        .flatMap(open -> settle(transfer, open, back, stripeId, failure)));
    }

    private Mono<Void> settle(
            Transfer transfer, Open open, Money back, @Nullable String stripeId, @Nullable String failure) {
        var owed = open.wanted().minus(back);
        var line = transfer.line();
        return reversals
                .settle(open.id(), back, owed, stripeId, failure)
                .then(ledger.reversed(line, back, open.id()))
                .then(Mono.defer(() -> ledger.owed(line, owed, open.id())));
    }
}
