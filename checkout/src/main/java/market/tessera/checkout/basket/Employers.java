package market.tessera.checkout.basket;

import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who knows for which organisations a learner acts. */
public interface Employers {
    Flux<Employer> of(UUID learner);

    /** Whether a learner manages, or owns, an organisation. */
    Mono<Boolean> isManagedBy(UUID organisation, UUID learner);

    /** An organisation that places are bought for. */
    record Employer(UUID id, String name) {}
}
