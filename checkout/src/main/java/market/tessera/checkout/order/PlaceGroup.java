package market.tessera.checkout.order;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.platform.money.Money;

/** Places of an order that look the same to its buyer: of one intake, at one price, and equally far. Of one place each, unless an organisation buys. */
public record PlaceGroup(List<OrderLine> lines) {
    private record Alike(UUID intake, Money price, Money refunded, boolean returned, boolean confirmed) {}

    static List<PlaceGroup> of(List<OrderLine> lines) {
        return lines.stream()
                .collect(Collectors.groupingBy(
                        line -> new Alike(
                                line.intake(), line.price(), line.refunded(), line.isReturned(), line.isConfirmed()),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values()
                .stream()
                .map(PlaceGroup::new)
                .toList();
    }

    public OrderLine line() {
        return lines.getFirst();
    }

    public int places() {
        return lines.size();
    }

    /** What was given back of their price. */
    public Money refunded() {
        return lines.stream()
                .map(OrderLine::refunded)
                .reduce(Money.zero(line().price().currency()), Money::plus);
    }

    /** What they were shown for: without a code, and without tax where that is added. */
    public Money listPrice() {
        return lines.stream()
                .map(OrderLine::listed)
                .reduce(Money.zero(line().price().currency()), Money::plus);
    }
}
