package market.tessera.checkout.purchaseorder;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import market.tessera.checkout.order.OrderLine;
import market.tessera.checkout.order.Orders;
import market.tessera.checkout.purchaseorder.PurchaseOrders.State;
import market.tessera.checkout.purchaseorder.PurchaseOrders.Waiting;
import market.tessera.checkout.settlement.BulkPlaces;
import market.tessera.checkout.settlement.SettleOrder;
import market.tessera.checkout.settlement.Settlement;
import market.tessera.platform.money.Money;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Brings an order on invoice back whose money has come after it had ended: not long ago, not by its buyer's wish, while all of it is still on sale
 * and has its seats. Another invoice is issued, because the first was taken back. Joins the caller's transaction.
 */
@Service
class ReviveInvoiced {
    private final PurchaseOrders purchaseOrders;
    private final Orders orders;
    private final BulkPlaces bulk;
    private final SettleOrder settle;
    private final PurchaseOrderProperties properties;
    private final Clock clock;

    ReviveInvoiced(
            PurchaseOrders purchaseOrders,
            Orders orders,
            BulkPlaces bulk,
            SettleOrder settle,
            PurchaseOrderProperties properties,
            Clock clock) {
        this.purchaseOrders = purchaseOrders;
        this.orders = orders;
        this.bulk = bulk;
        this.settle = settle;
        this.properties = properties;
        this.clock = clock;
    }

    /** Nobody else pays, ends or revives it until the transaction ends. Places are locked before their order, as everywhere. */
    Mono<Waiting> lock(UUID order) {
        return orders.find(order)
                .filter(found -> !found.isPaid())
                .flatMap(found -> bulk.lock(
                                found.lines().stream().map(OrderLine::id).toList())
                        .then())
                .then(Mono.defer(() -> purchaseOrders.lock(order)));
    }

    /**
     * Whether it is paid by now. What somebody is sending back is not counted on.
     *
     * @param waiting as it was read under its lock
     * @param missing of its money still; nothing or less
     */
    Mono<Boolean> revive(Waiting waiting, Money missing) {
        var ended = waiting.endedAt();
        if (missing.amount() > 0 || ended == null || !isRecent(waiting, ended)) {
            return Mono.just(false);
        }
        return purchaseOrders
                .isStillOffered(waiting.order())
                .filter(offered -> offered)
                .flatMap(_ -> settle.revivedOnInvoice(waiting.order()))
                .filter(Settlement.Paid.class::isInstance)
                .flatMap(_ -> purchaseOrders.became(waiting.order(), State.PAID).thenReturn(true))
                .defaultIfEmpty(false);
    }

    private boolean isRecent(Waiting waiting, Instant ended) {
        return waiting.state() == State.ENDED
                && ended.plus(Duration.ofDays(properties.reviveDays())).isAfter(clock.instant());
    }
}
