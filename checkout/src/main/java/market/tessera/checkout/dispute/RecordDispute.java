package market.tessera.checkout.dispute;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.checkout.dispute.Dispute.State;
import market.tessera.checkout.dispute.DisputeSteps.Consequences;
import market.tessera.checkout.dispute.PaymentDisputed.Standing;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.OrderLine;
import market.tessera.checkout.order.Orders;
import market.tessera.checkout.payout.Ledger;
import market.tessera.platform.money.Money;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Takes in where a dispute stands. Saying the same again, or something older, changes nothing. */
@Service
class RecordDispute {
    private static final Logger LOG = LoggerFactory.getLogger(RecordDispute.class);

    private final DisputeSteps steps;
    private final Orders orders;
    private final LostPlaces places;
    private final Ledger ledger;
    private final TellOfDispute tell;

    RecordDispute(DisputeSteps steps, Orders orders, LostPlaces places, Ledger ledger, TellOfDispute tell) {
        this.steps = steps;
        this.orders = orders;
        this.places = places;
        this.ledger = ledger;
        this.tell = tell;
    }

    /** Of a lost dispute the enrollments are locked before the order, as everywhere. */
    @Transactional
    public Mono<Void> record(Dispute dispute) {
        return orders.find(dispute.order())
                .flatMap(order -> freed(dispute, order))
                .flatMap(freed -> orders.lock(dispute.order())
                        .flatMap(order -> steps.take(dispute, consequences(dispute, order, freed))));
    }

    private Mono<List<UUID>> freed(Dispute dispute, Order order) {
        return dispute.state() == State.LOST && coversWhatIsLeft(dispute, order)
                ? places.end(order)
                : Mono.just(List.of());
    }

    private Consequences consequences(Dispute dispute, Order order, List<UUID> freed) {
        return new Consequences() {
            @Override
            public Mono<Void> opened() {
                return RecordDispute.this.opened(dispute, order);
            }

            @Override
            public Mono<Void> won() {
                return RecordDispute.this.won(dispute, order);
            }

            @Override
            public Mono<Void> lost() {
                return RecordDispute.this.lost(dispute, order, freed);
            }
        };
    }

    private Mono<Void> opened(Dispute dispute, Order order) {
        LOG.warn("The payment of order {} is disputed: {}", dispute.order(), dispute.reason());
        return ledger.disputed(dispute.order(), dispute.amount(), dispute.cause())
                .then(orders.disputed(dispute.order(), dispute.openedAt()))
                .then(Mono.defer(() -> tell.tell(dispute, Standing.OPEN, order)));
    }

    private Mono<Void> won(Dispute dispute, Order order) {
        return ledger.disputeWon(dispute.order(), dispute.amount(), dispute.cause())
                .then(orders.disputed(dispute.order(), null))
                .then(Mono.defer(() -> tell.tell(dispute, Standing.WON, order)));
    }

    private Mono<Void> lost(Dispute dispute, Order order, List<UUID> freed) {
        var settled = coversWhatIsLeft(dispute, order)
                ? ledger.disputeLost(order.id(), left(order), dispute.cause())
                        .then(Mono.defer(() -> places.giveBack(order, left(order), freed)))
                        .then(Mono.defer(() -> tell.tell(dispute, Standing.LOST, order)))
                : ledger.disputeBorne(order.id(), dispute.amount(), dispute.cause());
        return settled.then(orders.disputed(order.id(), null));
    }

    /** Usual: the whole charge is denied, less what was refunded before. */
    private static boolean coversWhatIsLeft(Dispute dispute, Order order) {
        return order.paidAt() != null && order.total().minus(order.refunded()).equals(dispute.amount());
    }

    private static Map<UUID, Money> left(Order order) {
        return order.lines().stream().collect(Collectors.toMap(OrderLine::id, OrderLine::left));
    }
}
