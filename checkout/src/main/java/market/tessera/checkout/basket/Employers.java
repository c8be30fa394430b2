package market.tessera.checkout.basket;

import java.util.UUID;
import reactor.core.publisher.Flux;

/** Who knows for which organisations a learner may buy. */
public interface Employers {
    Flux<Employer> of(UUID learner);

    /** An organisation that places are bought for. */
    record Employer(UUID id, String name) {}
}
