package market.tessera.checkout.dispute;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.checkout.dispute.Dispute.State;
import market.tessera.checkout.dispute.DisputeSteps.Consequences;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.WithdrawEnrollments;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.OrderLine;
import market.tessera.checkout.order.Orders;
import market.tessera.checkout.payout.Ledger;
import market.tessera.checkout.settlement.BulkPlaces;
import market.tessera.checkout.settlement.ReturnLines;
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
    private final WithdrawEnrollments withdraw;
    private final BulkPlaces bulk;
    private final ReturnLines returnLines;
    private final Ledger ledger;

    RecordDispute(
            DisputeSteps steps,
            Orders orders,
            WithdrawEnrollments withdraw,
            BulkPlaces bulk,
            ReturnLines returnLines,
            Ledger ledger) {
        this.steps = steps;
        this.orders = orders;
        this.withdraw = withdraw;
        this.bulk = bulk;
        this.returnLines = returnLines;
        this.ledger = ledger;
    }

    /** Of a lost dispute the enrollments are locked before the order, as everywhere. */
    @Transactional
    public Mono<Void> record(Dispute dispute) {
        return orders.find(dispute.order())
                .flatMap(order -> ended(dispute, order))
                .flatMap(ended -> orders.lock(dispute.order())
                        .flatMap(order -> steps.take(dispute, consequences(dispute, order, ended))));
    }

    private Mono<List<Enrollment>> ended(Dispute dispute, Order order) {
        return dispute.state() == State.LOST && coversWhatIsLeft(dispute, order)
                ? bulk.lock(ids(order.kept()))
                        .thenMany(withdraw.ofLines(ids(order.kept())))
                        .collectList()
                : Mono.just(List.of());
    }

    private Consequences consequences(Dispute dispute, Order order, List<Enrollment> ended) {
        return new Consequences() {
            @Override
            public Mono<Void> opened() {
                return RecordDispute.this.opened(dispute);
            }

            @Override
            public Mono<Void> won() {
                return RecordDispute.this.won(dispute);
            }

            @Override
            public Mono<Void> lost() {
                return RecordDispute.this.lost(dispute, order, ended);
            }
        };
    }

    private Mono<Void> opened(Dispute dispute) {
        LOG.warn("The payment of order {} is disputed: {}", dispute.order(), dispute.reason());
        return ledger.disputed(dispute.order(), dispute.amount(), dispute.cause())
                .then(orders.disputed(dispute.order(), dispute.openedAt()));
    }

    private Mono<Void> won(Dispute dispute) {
        return ledger.disputeWon(dispute.order(), dispute.amount(), dispute.cause())
                .then(orders.disputed(dispute.order(), null));
    }

    private Mono<Void> lost(Dispute dispute, Order order, List<Enrollment> ended) {
        var settled = coversWhatIsLeft(dispute, order)
                ? ledger.disputeLost(order.id(), left(order), dispute.cause())
                        .then(Mono.defer(() -> returnLines.giveMoney(left(order))))
                        .then(Mono.defer(() -> returnLines.giveBack(order, ids(order.kept()), intakes(ended), null)))
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

    private static List<UUID> ids(List<OrderLine> lines) {
        return lines.stream().map(OrderLine::id).toList();
    }

    private static List<UUID> intakes(List<Enrollment> ended) {
        return ended.stream().map(enrollment -> enrollment.course().intake()).toList();
    }
}
