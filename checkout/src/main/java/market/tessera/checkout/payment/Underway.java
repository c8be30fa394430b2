package market.tessera.checkout.payment;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/** What is being worked on for orders at this moment, so that nobody asks elsewhere for what is about to be known here. */
final class Underway<A> {
    private final Map<UUID, Mono<A>> works = new ConcurrentHashMap<>();

    /** The same work, once, whoever waits for it; another's for the same order is not its business. */
    Mono<A> of(UUID order, Mono<A> work) {
        return Mono.defer(() -> {
            var shared = work.cache();
            works.put(order, shared);
            return shared.doFinally(_ -> works.remove(order, shared));
        });
    }

    /** Until it has ended, well or not; at once if there is none. */
    Mono<Void> await(UUID order) {
        return Mono.defer(() -> works.getOrDefault(order, Mono.empty()).then().onErrorComplete());
    }
}
