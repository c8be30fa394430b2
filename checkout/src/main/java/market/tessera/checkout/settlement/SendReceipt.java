package market.tessera.checkout.settlement;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.OrderKeys;
import market.tessera.checkout.order.OrderKeys.Guests;
import market.tessera.platform.mail.Letter;
import market.tessera.platform.mail.Outbox;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Sends buyers their receipts; a guest's brings keys to the order. Joins the caller's transaction. */
@Component
public class SendReceipt {
    private final OrderKeys keys;
    private final OrderLetters letters;
    private final Outbox outbox;

    SendReceipt(OrderKeys keys, OrderLetters letters, Outbox outbox) {
        this.keys = keys;
        this.letters = letters;
        this.outbox = outbox;
    }

    Mono<Void> send(Order order) {
        return order.learner() == null ? guests(order).flatMap(outbox::put) : outbox.put(letters.receipt(order));
    }

    /** @param issued guests' keys by their orders, which are good already */
    Mono<Void> send(List<Order> orders, Map<UUID, Guests> issued) {
        return outbox.put(orders.stream()
                .map(order -> order.learner() == null
                        ? letters.guestsReceipt(order, requireNonNull(issued.get(order.id())))
                        : letters.receipt(order))
                .toList());
    }

    /** A guest's, as if it was the first. */
    public Mono<Void> sendAgain(Order order) {
        return guests(order).flatMap(receipt -> outbox.put(receipt.as(receipt.key() + "-" + UUID.randomUUID())));
    }

    /** As {@link #sendAgain}; what earlier ones have brought to another address is useless from now on. */
    public Mono<Void> sendElsewhere(Order order) {
        return keys.endMailed(order.id()).then(Mono.defer(() -> sendAgain(order)));
    }

    private Mono<Letter> guests(Order order) {
        return keys.issueForGuest(order.id()).map(issued -> letters.guestsReceipt(order, issued));
    }
}
