package market.tessera.checkout.refund;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.OrderLine;
import market.tessera.platform.eventlog.Event;
import market.tessera.platform.money.Money;

/**
 * What the log says of a buyer who asks an institution for money back; the shape is in {@code docs/events.md}. Why it is asked for is not in it: logs
 * are kept, and it may be about somebody's health.
 *
 * @param titles of what was bought, each once
 * @param left what could be given back at most
 */
record RefundAsked(
        UUID id, UUID order, String orderNumber, Provider provider, List<String> titles, int places, Money left) {
    /** Told once. */
    private static final long ONLY_VERSION = 1;

    record Provider(UUID id, String name) {}

    /**
     * @param wish the first of them, by whose name it is told
     * @param lines of one institution that are asked about at once
     */
    static Event of(Order order, UUID wish, Collection<OrderLine> lines) {
        var first = lines.iterator().next();
        var data = new RefundAsked(
                wish,
                order.id(),
                order.number(),
                new Provider(first.provider(), first.providerName()),
                lines.stream().map(OrderLine::title).distinct().toList(),
                lines.size(),
                lines.stream()
                        .map(OrderLine::left)
                        .reduce(Money.zero(order.total().currency()), Money::plus));
        return new Event("refund.asked", wish.toString(), ONLY_VERSION, data);
    }
}
