package market.tessera.checkout.handoff;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import market.tessera.checkout.enrollment.ConfirmEnrollment;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollments;
import market.tessera.checkout.handoff.Handoffs.Attempt;
import market.tessera.checkout.handoff.Handoffs.Known;
import market.tessera.checkout.handoff.Handoffs.Postponed;
import market.tessera.checkout.handoff.Outcome.Broken;
import market.tessera.checkout.handoff.Outcome.Failed;
import market.tessera.checkout.handoff.Outcome.Listed;
import market.tessera.checkout.handoff.Outcome.PutOff;
import market.tessera.checkout.handoff.Outcome.Told;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Records how attempts ended, together with what that means for the enrollments. */
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

    /** In the order in which others lock as well: enrollments, orders, handoffs. */
    @Transactional
    public Mono<Void> settle(List<Outcome> outcomes) {
        var told = only(outcomes, Told.class);
        var failed = outcomes.stream().filter(HandoffSettlement::isNoted).toList();
        return giveUp(outcomes)
                .then(Mono.defer(() -> confirm.confirm(
                        told.stream().map(one -> one.attempt().enrollment()).toList())))
                .then(Mono.defer(() -> handoffs.confirmed(
                        told.stream().map(one -> Known.asTold(one.enrollment())).toList())))
                .then(Mono.defer(() -> handoffs.note(failed)))
                .then(Mono.defer(() -> handoffs.postponed(postponed(outcomes))))
                .then(Mono.defer(() -> handoffs.listed(only(outcomes, Listed.class))));
    }

    /** These are known to the provider, and were told to nobody as withdrawn. */
    @Transactional
    public Mono<Void> confirmed(Collection<UUID> ids) {
        return confirm.confirm(ids)
                .then(Mono.defer(() ->
                        handoffs.confirmed(ids.stream().map(Known::somehow).toList())));
    }

    /** What was tried often enough has failed and waits for a person. */
    private Mono<Void> giveUp(List<Outcome> outcomes) {
        return Flux.fromIterable(outcomes)
                .filter(this::isLast)
                .concatMap(outcome -> outcome.failure().stream()
                        .map(failure -> giveUp(outcome.attempt(), failure))
                        .findFirst()
                        .orElseGet(Mono::empty))
                .then();
    }

    private Mono<Void> giveUp(Attempt attempt, String failure) {
        return enrollments
                .lock(attempt.enrollment())
                .flatMap(_ -> handoffs.givenUp(attempt, failure))
                .filter(givenUp -> givenUp)
                .doOnNext(_ -> LOG.error(
                        "Enrollment {} is paid and could not be handed over in {} attempts: {}",
                        attempt.enrollment(),
                        attempt.attempts(),
                        failure))
                .flatMap(_ -> enrollments.change(attempt.enrollment(), Enrollment::fail))
                .then();
    }

    private List<Postponed> postponed(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> !isLast(outcome))
                .flatMap(outcome -> outcome
                        .failure()
                        .map(failure -> new Postponed(
                                outcome.attempt(),
                                properties.pauseAfter(outcome.attempt().attempts()),
                                failure))
                        .stream())
                .toList();
    }

    private boolean isLast(Outcome outcome) {
        return outcome.attempt().attempts() >= properties.attempts();
    }

    /** What was tried is told at the order desk, one by one. */
    private static boolean isNoted(Outcome outcome) {
        return switch (outcome) {
            case Failed _, Broken _ -> true;
            case PutOff _, Told _, Listed _ -> false;
        };
    }

    private static <T extends Outcome> List<T> only(List<Outcome> outcomes, Class<T> kind) {
        return outcomes.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
