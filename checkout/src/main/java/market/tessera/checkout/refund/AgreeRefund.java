package market.tessera.checkout.refund;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.WithdrawEnrollments;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.OrderLine;
import market.tessera.checkout.order.Orders;
import market.tessera.checkout.refund.Refund.Requester;
import market.tessera.checkout.refund.RefundRequest.Extent;
import market.tessera.checkout.refund.Refunding.Agreed;
import market.tessera.checkout.refund.Refunding.Refused;
import market.tessera.checkout.refund.Refunding.Why;
import market.tessera.checkout.settlement.BulkPlaces;
import market.tessera.platform.money.Money;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Decides on a request to give places or money back and, if it is agreed to, commits all that follows from it but the money's way: the ledger owes
 * the buyer and, unless the places stay, the enrollments end and the seats are free. Enrollments are locked before the order, as everywhere.
 */
@Service
class AgreeRefund {
    private final WithdrawEnrollments withdraw;
    private final BulkPlaces bulk;
    private final Orders orders;
    private final WriteRefund write;
    private final TransactionalOperator transaction;
    private final Clock clock;

    AgreeRefund(
            WithdrawEnrollments withdraw,
            BulkPlaces bulk,
            Orders orders,
            WriteRefund write,
            TransactionalOperator transaction,
            Clock clock) {
        this.withdraw = withdraw;
        this.bulk = bulk;
        this.orders = orders;
        this.write = write;
        this.transaction = transaction;
        this.clock = clock;
    }

    Mono<Refunding> agree(RefundRequest request) {
        return transaction
                .execute(tx -> decide(request).doOnNext(decision -> {
                    if (decision instanceof Refused) {
                        tx.setRollbackOnly();
                    }
                }))
                .single();
    }

    private Mono<Refunding> decide(RefundRequest request) {
        return (request.extent().keepsPlaces() ? ofMoney(request) : ofPlaces(request))
                .defaultIfEmpty(new Refused(Why.NOTHING_CHOSEN));
    }

    private Mono<Refunding> ofMoney(RefundRequest request) {
        return orders.lock(request.order()).flatMap(order -> decide(request, order, List.of(), List.of()));
    }

    private Mono<Refunding> ofPlaces(RefundRequest request) {
        return bulk.lock(request.lines())
                .collectList()
                .flatMap(untaken -> withdraw.ofLines(request.lines())
                        .collectList()
                        .flatMap(ended ->
                                orders.lock(request.order()).flatMap(order -> decide(request, order, ended, untaken))));
    }

    private Mono<Refunding> decide(RefundRequest request, Order order, List<Enrollment> ended, List<UUID> untaken) {
        return objection(request, order, open(ended, untaken))
                .<Mono<Refunding>>map(why -> Mono.just(new Refused(why)))
                .orElseGet(() -> write.write(request, order, ended).map(Agreed::new));
    }

    /** The lines whose places can end: an enrollment has ended by it, or nobody had taken it up. */
    private static Set<UUID> open(List<Enrollment> ended, List<UUID> untaken) {
        return Stream.concat(
                        ended.stream().map(enrollment -> enrollment.purchase().line()), untaken.stream())
                .collect(Collectors.toSet());
    }

    private Optional<Why> objection(RefundRequest request, Order order, Set<UUID> open) {
        var lines = order.lines().stream()
                .filter(line -> request.lines().contains(line.id()))
                .toList();
        if (lines.isEmpty() || lines.size() != request.lines().size()) {
            return Optional.of(Why.NOTHING_CHOSEN);
        }
        if (hasChanged(request, lines)) {
            return Optional.of(Why.CHANGED_MEANWHILE);
        }
        var extent = request.extent();
        if (lines.stream().anyMatch(OrderLine::isReturned) && !extent.keepsPlaces()) {
            return Optional.of(Why.RETURNED_BEFORE);
        }
        if (order.paidAt() == null) {
            return Optional.of(Why.NOT_PAID);
        }
        if (order.isDisputed()) {
            return Optional.of(Why.DISPUTED);
        }
        if (!lines.stream().allMatch(line -> isThere(extent, line))) {
            return Optional.of(Why.TOO_MUCH);
        }
        return request.requester() == Requester.BUYER ? buyersObjection(order, lines, open) : Optional.empty();
    }

    private static boolean hasChanged(RefundRequest request, List<OrderLine> lines) {
        var seen = request.seen();
        return seen != null
                && !lines.stream()
                        .map(OrderLine::refunded)
                        .reduce(Money.zero(seen.currency()), Money::plus)
                        .equals(seen);
    }

    /** Whether so much is left of a line; where its place stays, it has to be something. */
    private static boolean isThere(Extent extent, OrderLine line) {
        var wanted = extent.of(line).amount();
        return wanted <= line.left().amount() && (wanted > 0 || !extent.keepsPlaces());
    }

    private Optional<Why> buyersObjection(Order order, List<OrderLine> lines, Set<UUID> open) {
        if (!lines.stream().allMatch(line -> line.isWithinTerms(order.paidAt(), clock.instant()))) {
            return Optional.of(Why.PAST_TERMS);
        }
        return lines.stream().allMatch(line -> open.contains(line.id()))
                ? Optional.empty()
                : Optional.of(Why.COMPLETED);
    }
}
