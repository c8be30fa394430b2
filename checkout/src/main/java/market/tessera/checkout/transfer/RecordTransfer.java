package market.tessera.checkout.transfer;

import java.time.Clock;
import java.util.UUID;
import market.tessera.checkout.payout.Ledger;
import market.tessera.checkout.stripe.StripeFailure.Refusal;
import market.tessera.checkout.transfer.Transfer.Status;
import market.tessera.checkout.transfer.Transfer.Step;
import market.tessera.platform.money.Money;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Writes down what is meant to be sent, and what has become of it; each step in a transaction of its own, calling no one. */
@Service
class RecordTransfer {
    private static final Logger LOG = LoggerFactory.getLogger(RecordTransfer.class);

    private final Transfers transfers;
    private final Debts debts;
    private final Reversals reversals;
    private final Ledger ledger;
    private final Clock clock;

    RecordTransfer(Transfers transfers, Debts debts, Reversals reversals, Ledger ledger, Clock clock) {
        this.transfers = transfers;
        this.debts = debts;
        this.reversals = reversals;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** What Stripe is to be told now; empty if nothing. */
    record Sending(Transfer transfer, boolean inDoubt) {}

    @Transactional
    public Mono<Sending> prepare(UUID line) {
        return transfers.lock(line).flatMap(transfer -> switch (transfer.next(clock.instant())) {
            case Step.Send(var inDoubt) -> inDoubt ? Mono.just(new Sending(transfer, true)) : claim(transfer);
            case Step.Wait(var until) -> transfers.waits(line, until).then(Mono.<Sending>empty());
            case Step.Hold() -> transfers.held(line).then(Mono.<Sending>empty());
            case Step.Nothing() -> Mono.<Sending>empty();
        });
    }

    /** Stripe has it. Saying it again changes nothing. */
    @Transactional
    public Mono<Void> sent(Transfer sent, String stripeId) {
        return locked(sent)
                .flatMap(transfer -> transfers
                        .sent(transfer.line().id(), transfer.netted(), stripeId)
                        .then(ledger.transferred(transfer.line(), transfer.rest()))
                        .then(reversals.wake(transfer.line().id())));
    }

    /** Stripe has not taken it, and will not as it was asked to. */
    @Transactional
    public Mono<Void> refused(Transfer sent, Refusal refusal) {
        LOG.error("Stripe refuses the share of line {}: {}", sent.line().id(), refusal.getMessage());
        return locked(sent)
                .flatMap(transfer -> transfers
                        .refused(transfer, String.valueOf(refusal.getMessage()))
                        .then(reversals.wake(transfer.line().id())));
    }

    /** Words about an attempt that was settled in the meantime are too late to matter. */
    private Mono<Transfer> locked(Transfer sent) {
        return transfers
                .lock(sent.line().id())
                .filter(transfer -> transfer.status() == Status.SENDING && transfer.attempt() == sent.attempt());
    }

    private Mono<Sending> claim(Transfer transfer) {
        var line = transfer.line().id();
        var account = transfer.account();
        return account == null
                ? Mono.empty()
                : debts.setOff(transfer)
                        .flatMap(netted -> rounded(transfer, netted)
                                .flatMap(share -> share.equals(netted)
                                        ? nothingToSend(line, netted)
                                        : transfers
                                                .sending(line, netted, account)
                                                .then(transfers.lock(line))
                                                .map(claimed -> new Sending(claimed, false))));
    }

    /** Only steps can be sent: what is more of a share that was reckoned before there were any stays in the books, as owed to its provider. */
    private Mono<Money> rounded(Transfer transfer, Money netted) {
        var share = transfer.payable(netted);
        return share.equals(transfer.share())
                ? Mono.just(share)
                : transfers.lowered(transfer.line().id(), share).thenReturn(share);
    }

    private Mono<Sending> nothingToSend(UUID line, Money netted) {
        return (netted.isZero() ? transfers.cancelled(line) : transfers.sent(line, netted, null)).then(Mono.empty());
    }
}
