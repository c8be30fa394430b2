package market.tessera.checkout.handoff;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import market.tessera.checkout.handoff.Handoffs.Attempt;
import market.tessera.checkout.handoff.Handoffs.Lane;
import market.tessera.checkout.handoff.Handoffs.Lease;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Takes what is due, and holds it for as long as it is worked at: systems that are slow without being away can take longer, one after the other, than
 * others should wait for what a program that has died was at.
 */
@Component
class HoldDue {
    private static final Logger LOG = LoggerFactory.getLogger(HoldDue.class);
    /** In the length of a lease, so that one that fails is not the end of it. */
    private static final int RENEWALS = 3;

    private final Handoffs handoffs;
    private final SlowSystems slow;
    private final Duration pause;

    HoldDue(Handoffs handoffs, SlowSystems slow, HandoffProperties properties) {
        this.handoffs = handoffs;
        this.slow = slow;
        this.pause = properties.lease().dividedBy(RENEWALS);
    }

    /** Emits how much was due once the work has ended. */
    Mono<Long> during(Lane lane, Function<List<Attempt>, Mono<Void>> work) {
        return handoffs.lease(lane, slow.now())
                .filter(lease -> !lease.attempts().isEmpty())
                .flatMap(lease -> hold(lease, work.apply(lease.attempts()))
                        .thenReturn((long) lease.attempts().size()))
                .defaultIfEmpty(0L);
    }

    private Mono<Void> hold(Lease lease, Mono<Void> work) {
        return Mono.just(lease)
                .expand(held -> Mono.delay(pause).then(renew(held)))
                .takeUntilOther(work)
                .then();
    }

    /** Should it be lost after all, whoever has taken it up decides. */
    private Mono<Lease> renew(Lease held) {
        return Mono.defer(() -> handoffs.renew(held)).onErrorResume(DataAccessException.class, failure -> {
            LOG.warn("What is being handed over could not be held: {}", failure.getMessage());
            return Mono.just(held);
        });
    }
}
