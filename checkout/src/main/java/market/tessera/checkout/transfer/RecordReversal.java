package market.tessera.checkout.transfer;

import java.util.UUID;
import market.tessera.checkout.payout.Ledger;
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

    /** What is to be fetched at Stripe. Empty while it is not known whether it was sent; what never was is settled here. */
    @Transactional
    public Mono<Transfer> prepare(UUID line) {
        return transfers.lock(line).flatMap(transfer -> {
            if (transfer.status() == Status.SENDING) {
                return Mono.empty();
            }
            return transfer.stripeId() == null
                    ? settle(transfer, zero(transfer), null, null).then(Mono.<Transfer>empty())
                    : Mono.just(transfer);
        });
    }

    /** All that was sent has come back. What had been set off instead of being sent is owed again. */
    @Transactional
    public Mono<Void> reversed(UUID line, String stripeId) {
        return transfers.lock(line).flatMap(transfer -> settle(transfer, transfer.rest(), stripeId, null));
    }

    /** Nothing comes back: all of it is owed. */
    @Transactional
    public Mono<Void> refused(UUID line, String failure) {
        return transfers.lock(line).flatMap(transfer -> settle(transfer, zero(transfer), null, failure));
    }

    private Mono<Void> settle(Transfer transfer, Money back, @Nullable String stripeId, @Nullable String failure) {
        var had = transfer.status() == Status.SENT ? transfer.share() : transfer.netted();
        var owed = had.minus(back);
        return reversals
                .settle(transfer.line().id(), back, owed, stripeId, failure)
                .filter(first -> first)
                .flatMap(_ -> ledger.reversed(transfer.line(), back)
                        .then(Mono.defer(() -> ledger.owed(transfer.line(), owed))));
    }

    private static Money zero(Transfer transfer) {
        return Money.zero(transfer.share().currency());
    }
}
