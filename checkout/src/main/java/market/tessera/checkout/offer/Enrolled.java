package market.tessera.checkout.offer;

import java.util.Collection;
import java.util.UUID;
import reactor.core.publisher.Flux;

/** Who knows which courses a learner has a place in. */
public interface Enrolled {
    /** Those of these intakes in which the learner has a place that was not given back. */
    Flux<UUID> of(UUID learner, Collection<UUID> intakes);
}
