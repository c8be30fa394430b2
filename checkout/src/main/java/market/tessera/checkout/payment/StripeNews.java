package market.tessera.checkout.payment;

import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Who wants to hear of a kind of Stripe's objects. Events come late, twice and in any order, so nobody is told what an event says, only which
 * object to look at again.
 */
public interface StripeNews {
    /** @param type of the event, such as {@code refund.updated} */
    boolean concerns(String type);

    /** Takes in how the object stands now; emits the order it belongs to, or nothing if it is none of ours. */
    Mono<UUID> look(String object);
}
