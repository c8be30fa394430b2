package market.tessera.provider.review;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import market.tessera.provider.offering.WorkflowState;
import market.tessera.provider.review.TimelineWords.Stage;
import market.tessera.provider.reviewers.Hand;
import market.tessera.provider.reviewsteps.ReviewStep;
import market.tessera.provider.reviewsteps.ReviewSteps;
import market.tessera.provider.staff.Members;
import market.tessera.provider.staff.Members.Member;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Says for whom a draft waits, and what the person who looks at it has to do with that. */
@Component
public class Situations {
    private final ReviewSteps steps;
    private final DecideOnStep decide;
    private final Members members;

    Situations(ReviewSteps steps, DecideOnStep decide, Members members) {
        this.steps = steps;
        this.decide = decide;
        this.members = members;
    }

    /** @param publishAt when it is to be published; null if that is open */
    public Mono<Situation> of(ProviderScope scope, Subject subject, WorkflowState state, @Nullable Instant publishAt) {
        return Mono.zip(steps.of(subject.provider()), waitingFor(subject, state))
                .map(known -> new Stage(state, subject.review(), publishAt, known.getT1(), known.getT2()))
                .zipWith(
                        colleagues(scope, subject, state),
                        (stage, colleagues) -> situation(scope, subject, stage, colleagues));
    }

    private static Situation situation(ProviderScope scope, Subject subject, Stage stage, List<Member> colleagues) {
        var self = scope.actor().answersFor();
        var inReview = stage.state() == WorkflowState.IN_REVIEW;
        var step = stage.steps()
                .get(ReviewStep.place(stage.steps(), subject.review().step()));
        return new Situation(
                stage,
                colleagues,
                inReview && stage.waitingFor().stream().anyMatch(hand -> hand.isOf(self)),
                inReview && subject.review().isOfOwnWords(self) && scope.may(subject.provider(), step.anyRole()),
                inReview && scope.may(subject.provider(), Role.ADMINISTRATOR));
    }

    private Mono<List<Hand>> waitingFor(Subject subject, WorkflowState state) {
        return switch (state) {
            case IDEA, PROPOSED, CHANGES_REQUESTED -> staff(subject.provider(), Role.AUTHOR, Role.ADMINISTRATOR);
            case IN_REVIEW -> decide.outstanding(subject);
            case APPROVED, SCHEDULED, PUBLISHED, RETIRED ->
                staff(subject.provider(), Role.APPROVER, Role.ADMINISTRATOR);
        };
    }

    private Mono<List<Hand>> staff(UUID provider, Role... any) {
        return members.having(provider, any).map(Hand::of).collectList();
    }

    private Mono<List<Member>> colleagues(ProviderScope scope, Subject subject, WorkflowState state) {
        return state == WorkflowState.IN_REVIEW && scope.may(subject.provider(), Role.ADMINISTRATOR)
                ? members.having(subject.provider(), Role.values())
                        .filter(member -> !subject.review().isOfOwnWords(member.id()))
                        .collectList()
                : Mono.just(List.of());
    }
}
