package market.tessera.checkout.handoff;

import java.util.UUID;
import market.tessera.checkout.enrollment.ConfirmEnrollment;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollments;
import market.tessera.checkout.handoff.Handoffs.Attempt;
import market.tessera.platform.outbound.Unreachable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Records how an attempt ended, together with what that means for the enrollment. */
@Service
class HandoffSettlement {
    private static final Logger LOG = LoggerFactory.getLogger(HandoffSettlement.class);

    private final Handoffs handoffs;
    private final ConfirmEnrollment confirm;
    private final Enrollments enrollments;
    private final HandoffProperties properties;

    HandoffSettlement(
            Handoffs handoffs, ConfirmEnrollment confirm, Enrollments enrollments, HandoffProperties properties) {
        this.handoffs = handoffs;
        this.confirm = confirm;
        this.enrollments = enrollments;
        this.properties = properties;
    }

    /** @param asWithdrawn whether the provider was told that the place was given back */
    @Transactional
    public Mono<Void> confirmed(UUID enrollment, boolean asWithdrawn) {
        return confirm.confirm(enrollment).then(handoffs.confirmed(enrollment, asWithdrawn));
    }

    /** The provider's system knows the learner already, even if nobody could be told of it. */
    @Transactional
    public Mono<Void> known(UUID enrollment) {
        return enrollments
                .change(enrollment, Enrollment::retry)
                .then(Mono.defer(() -> confirm.confirm(enrollment)))
                .then(Mono.defer(() -> handoffs.confirmed(enrollment, false)));
    }

    /** Tries again later, or gives up: then the enrollment has failed and waits for a person. */
    @Transactional
    public Mono<Void> failed(Attempt attempt, Unreachable failure) {
        var reason = String.valueOf(failure.getMessage());
        return handoffs.note(attempt, reason).then(Mono.defer(() -> goOn(attempt, reason)));
    }

    /** As after a failed attempt, though nobody was called: the provider's system is known to be away. */
    @Transactional
    public Mono<Void> putOff(Attempt attempt, Unreachable failure) {
        return goOn(attempt, String.valueOf(failure.getMessage()));
    }

    private Mono<Void> goOn(Attempt attempt, String reason) {
        if (attempt.attempts() < properties.attempts()) {
            return handoffs.postponed(attempt, properties.pauseAfter(attempt.attempts()), reason);
        }
        LOG.error(
                "Enrollment {} is paid and could not be handed over in {} attempts: {}",
                attempt.enrollment(),
                attempt.attempts(),
                reason);
        return enrollments.change(attempt.enrollment(), Enrollment::fail).then(handoffs.givenUp(attempt, reason));
    }
}
