package market.tessera.checkout.refund;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.OrderLine;
import market.tessera.checkout.refund.RefundWishes.Wished;
import market.tessera.platform.eventlog.Event;
import market.tessera.platform.eventlog.EventLog;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Asks institutions for money back past their terms, and has each of them told. */
@Service
class MakeWish {
    private final RefundWishes wishes;
    private final EventLog log;

    MakeWish(RefundWishes wishes, EventLog log) {
        this.wishes = wishes;
        this.log = log;
    }

    /** Emits of how many lines; of those that cannot be asked about, and those that are asked about already, nothing is told. */
    @Transactional
    public Mono<Integer> make(Order order, Set<UUID> lines, String words) {
        return wishes.wish(order.id(), lines, words)
                .collectList()
                .delayUntil(asked -> log.append(told(order, asked)))
                .map(List::size);
    }

    private static List<Event> told(Order order, List<Wished> asked) {
        var wishes = asked.stream().collect(Collectors.toMap(Wished::line, Wished::id));
        return order.lines().stream()
                .filter(line -> wishes.containsKey(line.id()))
                .collect(groupingBy(OrderLine::provider, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(of -> RefundAsked.of(
                        order, requireNonNull(wishes.get(of.getFirst().id())), of))
                .toList();
    }
}
