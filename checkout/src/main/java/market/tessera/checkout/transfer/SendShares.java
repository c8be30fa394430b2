package market.tessera.checkout.transfer;

import java.util.UUID;
import market.tessera.checkout.stripe.StripeFailure.Outage;
import market.tessera.checkout.stripe.StripeFailure.Refusal;
import market.tessera.checkout.transfer.RecordTransfer.Sending;
import market.tessera.checkout.work.OneOfMany;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Sends shares whose time has come. Safe to repeat at any time and from several places at once. */
@Service
class SendShares {
    private static final Logger LOG = LoggerFactory.getLogger(SendShares.class);
    private static final int BATCH = 50;
    private static final int AT_ONCE = 4;

    private final Transfers transfers;
    private final RecordTransfer record;
    private final TransferGateway gateway;

    SendShares(Transfers transfers, RecordTransfer record, TransferGateway gateway) {
        this.transfers = transfers;
        this.record = record;
        this.gateway = gateway;
    }

    /** Emits how many were due. */
    Mono<Long> due() {
        return transfers
                .release()
                .thenMany(transfers.lease(BATCH))
                .flatMap(
                        line -> OneOfMany.attempt("Sending the share", line, () -> send(line))
                                .thenReturn(line),
                        AT_ONCE)
                .count();
    }

    Mono<Void> send(UUID line) {
        return record.prepare(line).flatMap(this::tell);
    }

    /** What is not answered is in doubt until the next look. */
    private Mono<Void> tell(Sending sending) {
        var transfer = sending.transfer();
        return gateway.send(transfer, sending.inDoubt())
                .flatMap(stripeId -> record.sent(transfer, stripeId))
                .onErrorResume(Outage.class, outage -> later(transfer, outage))
                .onErrorResume(Refusal.class, refusal -> record.refused(transfer, refusal));
    }

    private static Mono<Void> later(Transfer transfer, Outage outage) {
        LOG.warn("The share of line {} waits for Stripe: {}", transfer.line().id(), outage.getMessage());
        return Mono.empty();
    }
}
