package market.tessera.checkout.handoff;

import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollments;
import market.tessera.checkout.handoff.Handoffs.Attempt;
import market.tessera.checkout.lti.LtiRegistration;
import market.tessera.checkout.lti.ToolUnreachable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Hands over what is due: asks the provider's system outside of any transaction, then records what came of it. With LTI a learner is
 * enrolled once the tool has shown that it is there and the course's line item exists; the tool meets the learner at the first launch.
 */
@Service
class HandOver {
    private static final int AT_ONCE = 8;

    private final Handoffs handoffs;
    private final Enrollments enrollments;
    private final LtiRegistration registration;
    private final HandoffSettlement settlement;

    HandOver(Handoffs handoffs, Enrollments enrollments, LtiRegistration registration, HandoffSettlement settlement) {
        this.handoffs = handoffs;
        this.enrollments = enrollments;
        this.registration = registration;
        this.settlement = settlement;
    }

    /** Emits how many handoffs were tried. */
    Mono<Long> due() {
        return handoffs.lease().flatMap(this::attempt, AT_ONCE).count();
    }

    private Mono<Attempt> attempt(Attempt attempt) {
        return enrollments
                .find(attempt.enrollment())
                .map(Enrollment::course)
                .flatMap(registration::register)
                .then(Mono.defer(() -> settlement.confirmed(attempt)))
                .onErrorResume(ToolUnreachable.class, failure -> settlement.failed(attempt, failure))
                .thenReturn(attempt);
    }
}
