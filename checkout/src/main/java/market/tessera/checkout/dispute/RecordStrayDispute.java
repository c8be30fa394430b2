package market.tessera.checkout.dispute;

import java.util.Optional;
import market.tessera.checkout.dispute.Dispute.State;
import market.tessera.checkout.order.Orders;
import market.tessera.checkout.payout.Ledger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/**
 * Takes in where a dispute stands that is about a payment which its order did not ask for, such as a second one: its places are paid and stay, and
 * what the bank takes is what was owed back anyway. Saying the same again, or something older, changes nothing.
 */
@Service
class RecordStrayDispute {
    private static final Logger LOG = LoggerFactory.getLogger(RecordStrayDispute.class);

    private final Disputes disputes;
    private final Orders orders;
    private final Ledger ledger;

    RecordStrayDispute(Disputes disputes, Orders orders, Ledger ledger) {
        this.disputes = disputes;
        this.orders = orders;
        this.ledger = ledger;
    }

    @Transactional
    public Mono<Void> record(Dispute dispute) {
        return orders.lock(dispute.order())
                .flatMap(_ -> disputes.state(dispute.stripeId()).singleOptional())
                .flatMap(before -> step(dispute, before));
    }

    private Mono<Void> step(Dispute dispute, Optional<State> before) {
        if (before.filter(known -> known.isDecided() || known == dispute.state())
                .isPresent()) {
            return Mono.empty();
        }
        var held = before.filter(State.OPEN::equals).isPresent();
        return disputes.put(dispute)
                .then(
                        switch (dispute.state()) {
                            case INQUIRY -> Mono.empty();
                            case OPEN -> opened(dispute);
                            case WON -> held ? won(dispute) : Mono.empty();
                            case LOST -> (held ? Mono.<Void>empty() : opened(dispute)).then(lost(dispute));
                        });
    }

    private Mono<Void> opened(Dispute dispute) {
        LOG.warn("A payment that order {} did not ask for is disputed: {}", dispute.order(), dispute.reason());
        return ledger.disputed(dispute.order(), dispute.amount(), dispute.cause());
    }

    private Mono<Void> won(Dispute dispute) {
        return ledger.disputeWon(dispute.order(), dispute.amount(), dispute.cause());
    }

    private Mono<Void> lost(Dispute dispute) {
        return ledger.strayLost(dispute.order(), dispute.amount(), dispute.cause());
    }
}
