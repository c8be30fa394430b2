package market.tessera.checkout.refund;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.OrderLine;
import market.tessera.checkout.refund.Refund.Part;
import market.tessera.checkout.refund.RefundPages.RefundForm;
import market.tessera.checkout.refund.RefundWishes.Wish;
import market.tessera.checkout.settlement.BulkPlaces.Holding;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** The page on which a buyer gives places back, asks for money back, and sees what has become of that. */
@Component
class RefundView {
    private final Refunds refunds;
    private final RefundWishes wishes;
    private final PlaceHolders holders;
    private final Clock clock;

    RefundView(Refunds refunds, RefundWishes wishes, PlaceHolders holders, Clock clock) {
        this.refunds = refunds;
        this.wishes = wishes;
        this.holders = holders;
        this.clock = clock;
    }

    /** @param words what else it says */
    Mono<Rendering> of(Order order, RefundForm typed, HttpStatus status, Map<String, ?> words) {
        return Mono.zip(
                        refunds.of(order.id()).collectList(),
                        refunds.parts(order.id()).collectList(),
                        wishes.of(order.id()).collectList(),
                        holders.of(order))
                .map(found -> render(order, found.getT1(), found.getT2(), found.getT3(), found.getT4())
                        .status(status)
                        .modelAttribute("typed", typed)
                        .model(words)
                        .build());
    }

    private Rendering.Builder<?> render(
            Order order, List<Refund> given, List<Part> parts, List<Wish> wished, Map<UUID, Holding> held) {
        var returnable = untakenFirst(order.returnable(clock.instant()), held);
        return Rendering.view("checkout/refund")
                .modelAttribute("holders", held)
                .modelAttribute("order", order)
                .modelAttribute("returnable", returnable)
                .modelAttribute("askable", askable(order, returnable, wished))
                .modelAttribute("wishes", wished)
                .modelAttribute("refunds", given)
                .modelAttribute("faults", List.of())
                .modelAttribute(
                        "lines", parts.stream().collect(groupingBy(Part::refund, mapping(Part::line, toSet()))));
    }

    /** Places that nobody loses come before those that somebody has. */
    private static List<OrderLine> untakenFirst(List<OrderLine> lines, Map<UUID, Holding> held) {
        return lines.stream()
                .sorted(Comparator.comparing(line -> {
                    var holding = held.get(line.id());
                    return holding == null ? "" : holding.state();
                }))
                .toList();
    }

    /** What money is left of, that can not be given back here, and that its institution is not asked about already. */
    private static List<OrderLine> askable(Order order, List<OrderLine> returnable, List<Wish> wished) {
        return !order.isPaid() || order.isDisputed()
                ? List.of()
                : order.kept().stream()
                        .filter(line ->
                                !returnable.contains(line) && !line.left().isZero())
                        .filter(line -> wished.stream()
                                .noneMatch(wish -> wish.isOpen() && wish.line().equals(line.id())))
                        .toList();
    }
}
