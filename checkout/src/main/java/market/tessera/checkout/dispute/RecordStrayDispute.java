package market.tessera.checkout.dispute;

import market.tessera.checkout.dispute.DisputeSteps.Consequences;
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

    private final DisputeSteps steps;
    private final Orders orders;
    private final Ledger ledger;

    RecordStrayDispute(DisputeSteps steps, Orders orders, Ledger ledger) {
        this.steps = steps;
        this.orders = orders;
        this.ledger = ledger;
    }

    @Transactional
    public Mono<Void> record(Dispute dispute) {
        return orders.lock(dispute.order()).flatMap(_ -> steps.take(dispute, consequences(dispute)));
    }

    private Consequences consequences(Dispute dispute) {
        return new Consequences() {
            @Override
            public Mono<Void> opened() {
                return RecordStrayDispute.this.opened(dispute);
            }

            @Override
            public Mono<Void> won() {
                return ledger.disputeWon(dispute.order(), dispute.amount(), dispute.cause());
            }

            @Override
            public Mono<Void> lost() {
                return ledger.strayLost(dispute.order(), dispute.amount(), dispute.cause());
            }
        };
    }

    private Mono<Void> opened(Dispute dispute) {
        LOG.warn("A payment that order {} did not ask for is disputed: {}", dispute.order(), dispute.reason());
        return ledger.disputed(dispute.order(), dispute.amount(), dispute.cause());
    }
}
