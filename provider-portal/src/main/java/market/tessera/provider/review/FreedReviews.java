package market.tessera.provider.review;

import java.util.List;
import java.util.UUID;
import market.tessera.provider.offering.WorkflowState;
import market.tessera.provider.reviewers.ReviewRoles;
import market.tessera.provider.reviewsteps.ReviewStep;
import market.tessera.provider.reviewsteps.ReviewSteps;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Lets reviews go on when somebody who was waited for has left: where all who remain have approved, the step is passed. A step that nobody has
 * approved waits for whoever comes. To be called in the transaction of the change.
 */
@Service
public class FreedReviews {
    private final List<Reviewable> kinds;
    private final ReviewSteps steps;
    private final ReviewRounds rounds;
    private final DecideOnStep decide;
    private final ReviewRoles roles;

    FreedReviews(
            List<Reviewable> kinds, ReviewSteps steps, ReviewRounds rounds, DecideOnStep decide, ReviewRoles roles) {
        this.kinds = kinds;
        this.steps = steps;
        this.rounds = rounds;
        this.decide = decide;
        this.roles = roles;
    }

    public Mono<Void> settle(UUID provider) {
        return roles.forgetWhoLeft(provider)
                .then(steps.of(provider))
                .flatMapMany(all -> Flux.fromIterable(kinds).concatMap(kind -> settle(kind, provider, all)))
                .then();
    }

    private Mono<Void> settle(Reviewable kind, UUID provider, List<ReviewStep> all) {
        return kind.inReview(provider)
                .concatMap(id -> kind.lockInReview(id).flatMap(subject -> settle(kind, subject, all)))
                .then();
    }

    private Mono<Void> settle(Reviewable kind, Subject subject, List<ReviewStep> all) {
        var place = ReviewStep.place(all, subject.review().step());
        var approved = subject.review().approvers().size();
        return Mono.just(all.get(place))
                .filter(_ -> approved > 0)
                .filterWhen(step -> decide.outstanding(subject).map(left -> step.isPassed(approved, left.size())))
                .flatMap(_ -> pass(kind, subject, place == all.size() - 1));
    }

    private Mono<Void> pass(Reviewable kind, Subject subject, boolean last) {
        return (last ? Mono.<Void>empty() : rounds.nextStep(subject))
                .then(kind.move(subject.id(), last ? WorkflowState.APPROVED : WorkflowState.IN_REVIEW))
                .then(kind.record(subject.id(), null, Action.REVIEW_FREED, null));
    }
}
