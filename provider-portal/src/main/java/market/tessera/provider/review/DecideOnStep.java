package market.tessera.provider.review;

import static java.util.stream.Collectors.joining;

import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import market.tessera.provider.review.Verdict.Approved;
import market.tessera.provider.review.Verdict.GoesOn;
import market.tessera.provider.review.Verdict.OwnWords;
import market.tessera.provider.review.Verdict.Returned;
import market.tessera.provider.reviewers.Hand;
import market.tessera.provider.reviewers.Hands;
import market.tessera.provider.reviewsteps.ReviewStep;
import market.tessera.provider.reviewsteps.ReviewSteps;
import market.tessera.provider.staff.Actor;
import market.tessera.provider.staff.ProviderScope;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Decides on the step that a draft waits for: never on what one has written or proposed oneself, in one's own place or in a colleague's who is away. To be called
 * while the subject is locked.
 */
@Component
public class DecideOnStep {
    private final ReviewSteps steps;
    private final Hands hands;
    private final ReviewRounds rounds;

    DecideOnStep(ReviewSteps steps, Hands hands, ReviewRounds rounds) {
        this.steps = steps;
        this.hands = hands;
        this.rounds = rounds;
    }

    /** 403 for somebody whom the step does not ask. */
    public Mono<Verdict> approve(ProviderScope scope, Subject subject) {
        return decide(
                scope,
                subject,
                decision -> rounds.approve(subject, decision.decider(), decision.represented())
                        .then(Mono.defer(() -> passed(decision))));
    }

    /** 403 for somebody whom the step does not ask. */
    public Mono<Verdict> requestChanges(ProviderScope scope, Subject subject) {
        return decide(scope, subject, decision -> Mono.just(new Returned(decision.actor())));
    }

    /** Who may still decide on the step that is waited for. */
    public Mono<List<Hand>> outstanding(Subject subject) {
        return hands.of(subject.id())
                .filter(hand -> !subject.review().hasApproved(hand.holder().id()))
                .collectList();
    }

    private Mono<Verdict> passed(Decision decision) {
        if (!decision.isPassed()) {
            return Mono.just(new GoesOn(decision.actor()));
        }
        return decision.isLastStep()
                ? Mono.just(new Approved(decision.actor()))
                : rounds.nextStep(decision.subject()).thenReturn(new GoesOn(decision.actor()));
    }

    private Mono<Verdict> decide(ProviderScope scope, Subject subject, Function<Decision, Mono<Verdict>> then) {
        return subject.review().isOfOwnWords(scope.actor().answersFor())
                ? Mono.just(new OwnWords())
                : Mono.zip(steps.of(subject.provider()), outstanding(subject))
                        .map(known -> new Decision(scope, subject, known.getT1(), known.getT2()))
                        .doOnNext(Decision::require)
                        .flatMap(then);
    }

    /** A step that somebody decides on. */
    private record Decision(ProviderScope scope, Subject subject, List<ReviewStep> steps, List<Hand> outstanding) {
        int place() {
            return ReviewStep.place(steps, subject.review().step());
        }

        ReviewStep step() {
            return steps.get(place());
        }

        boolean isLastStep() {
            return place() == steps.size() - 1;
        }

        UUID decider() {
            return scope.actor().answersFor();
        }

        /** People by their roles here, and deputies by those of others; programs by what their keys may do. */
        void require() {
            if (outstanding.stream().noneMatch(hand -> hand.isOf(decider()))) {
                scope.require(subject.provider(), step().anyRole());
            }
        }

        List<UUID> represented() {
            return absent().map(hand -> hand.holder().id()).toList();
        }

        private Stream<Hand> absent() {
            return outstanding.stream().filter(hand -> hand.isDeputy(decider()));
        }

        Actor actor() {
            var names = absent().map(hand -> hand.holder().name()).collect(joining(", "));
            return scope.actor().inPlaceOf(names.isEmpty() ? null : names);
        }

        /** With the approval of this one. */
        boolean isPassed() {
            var approvers = new HashSet<>(subject.review().approvers());
            approvers.add(decider());
            var others =
                    outstanding.stream().filter(hand -> !hand.isOf(decider())).count();
            return step().isPassed(approvers.size(), (int) others);
        }
    }
}
