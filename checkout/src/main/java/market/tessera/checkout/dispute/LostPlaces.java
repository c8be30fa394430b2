package market.tessera.checkout.dispute;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import market.tessera.checkout.enrollment.WithdrawEnrollments;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.OrderLine;
import market.tessera.checkout.settlement.BulkPlaces;
import market.tessera.checkout.settlement.ReturnLines;
import market.tessera.platform.money.Money;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The places of an order whose dispute is lost. Joins the caller's transaction. */
@Component
class LostPlaces {
    private final BulkPlaces bulk;
    private final WithdrawEnrollments withdraw;
    private final ReturnLines returnLines;

    LostPlaces(BulkPlaces bulk, WithdrawEnrollments withdraw, ReturnLines returnLines) {
        this.bulk = bulk;
        this.withdraw = withdraw;
        this.returnLines = returnLines;
    }

    /** Ends those that are left, but for what was completed, before the order is locked; emits the intakes whose seats are free by it. */
    Mono<List<UUID>> end(Order order) {
        return bulk.lock(ids(order))
                .thenMany(withdraw.ofLines(ids(order)))
                .map(enrollment -> enrollment.course().intake())
                .collectList();
    }

    /**
     * Notes that they are given back.
     *
     * @param order as it was read under its lock
     * @param left of the price of each line, which has gone back
     * @param freed what {@link #end} has emitted
     */
    Mono<Void> giveBack(Order order, Map<UUID, Money> left, Collection<UUID> freed) {
        return returnLines.giveMoney(left).then(Mono.defer(() -> returnLines.giveBack(order, ids(order), freed, null)));
    }

    private static List<UUID> ids(Order order) {
        return order.kept().stream().map(OrderLine::id).toList();
    }
}
