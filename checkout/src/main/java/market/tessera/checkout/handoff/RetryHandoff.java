package market.tessera.checkout.handoff;

import java.util.UUID;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollment.State;
import market.tessera.checkout.enrollment.Enrollments;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** A person has an enrollment handed over once more: one that was given up, or one that waits for its next try. */
@Service
public class RetryHandoff {
    private final Enrollments enrollments;
    private final Handoffs handoffs;

    RetryHandoff(Enrollments enrollments, Handoffs handoffs) {
        this.enrollments = enrollments;
        this.handoffs = handoffs;
    }

    /** Tells the provider's system once more how things stand, though it was told before: it has lost that. As {@link #retry} where it was not. */
    @Transactional
    public Mono<Boolean> again(UUID enrollment) {
        return handoffs.repeat(enrollment).flatMap(told -> told ? Mono.just(true) : retry(enrollment));
    }

    /** False if there is nothing to hand over: it has happened, and its end was told if it has ended. */
    @Transactional
    public Mono<Boolean> retry(UUID enrollment) {
        return enrollments
                .change(enrollment, Enrollment::retry)
                .switchIfEmpty(Mono.defer(() -> enrollments.find(enrollment)))
                .filter(found -> found.state() == State.REQUESTED || found.state() == State.WITHDRAWN)
                .flatMap(found -> handoffs.again(found.id()))
                .defaultIfEmpty(false);
    }
}
