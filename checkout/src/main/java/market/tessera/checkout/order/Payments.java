package market.tessera.checkout.order;

import java.net.URI;
import java.util.Collection;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The company that takes the money, as orders need it. Every call may be repeated; what it learns settles the order. */
public interface Payments {
    /** Notes that the orders want to be paid. Joins the placing transaction and calls no one. */
    Mono<Void> intend(Collection<UUID> orders);

    /**
     * The page on which the order can be paid, opened now if it is not yet.
     *
     * @param order as it was just read
     */
    Mono<Page> open(Order order);

    /** Asks what has become of the payment. */
    Mono<Void> refresh(UUID order);

    /** Whether the buyer has done all that is needed, and a slow method has not brought the money yet. */
    Mono<Boolean> isUnderway(UUID order);

    /** Whether there ever was a page on which it could be paid. */
    Mono<Boolean> wasPayable(UUID order);

    /** Ends the possibility to pay; an order that was paid in the meantime stays paid. */
    Mono<Void> withdraw(UUID order);

    /** Where an order's payment stands for its buyer. */
    sealed interface Page {
        record Open(URI address) implements Page {}

        /** Nothing is left to pay. */
        record Settled() implements Page {}

        /** No page could be opened right now; nothing is lost, and trying again is safe. */
        record Unavailable() implements Page {}
    }
}
