package market.tessera.provider.governance;

import static java.util.stream.Collectors.joining;
import static market.tessera.provider.offering.WorkflowState.APPROVED;
import static market.tessera.provider.offering.WorkflowState.CHANGES_REQUESTED;
import static market.tessera.provider.offering.WorkflowState.IN_REVIEW;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import market.tessera.provider.governance.History.Action;
import market.tessera.provider.governance.Transition.Done;
import market.tessera.provider.governance.Transition.NoReason;
import market.tessera.provider.governance.Transition.OwnProposal;
import market.tessera.provider.governance.Transitions.Attempt;
import market.tessera.provider.offering.OfferingDraft;
import market.tessera.provider.offering.WorkflowState;
import market.tessera.provider.reviewers.Hand;
import market.tessera.provider.staff.Actor;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** The reviewer's side: approving a step, or asking for changes. Never about what one has written or proposed oneself. */
@Service
public class ReviewDraft {
    private final Transitions transitions;
    private final ReviewSteps steps;
    private final Drafts drafts;
    private final History history;
    private final Approvals approvals;

    ReviewDraft(Transitions transitions, ReviewSteps steps, Drafts drafts, History history, Approvals approvals) {
        this.transitions = transitions;
        this.steps = steps;
        this.drafts = drafts;
        this.history = history;
        this.approvals = approvals;
    }

    /** Approves the step that is waited for; the draft goes to the next one, or is approved. */
    public Mono<Transition> approve(ProviderScope scope, UUID offering, long revision, @Nullable String why) {
        return decide(
                scope,
                offering,
                revision,
                decision -> approvals
                        .add(decision.work(), scope, decision.represented())
                        .then(Mono.defer(() -> decision.isPassed() ? pass(decision, why) : wait(decision, why))));
    }

    /** Gives the draft back to its authors. A reason is needed: it is what they go by. */
    public Mono<Transition> requestChanges(ProviderScope scope, UUID offering, long revision, @Nullable String why) {
        if (why == null || why.isBlank()) {
            return Mono.just(new NoReason());
        }
        return decide(
                scope,
                offering,
                revision,
                decision -> move(decision, CHANGES_REQUESTED, Action.CHANGES_REQUESTED, why));
    }

    private Mono<Transition> decide(
            ProviderScope scope, UUID offering, long revision, Function<Decision, Mono<Transition>> then) {
        return transitions.attempt(
                new Attempt(scope, offering, revision, Set.of(IN_REVIEW)),
                (work, draft) ->
                        work.review().contributors().contains(scope.actor().answersFor())
                                ? Mono.just(new OwnProposal())
                                : steps.of(work.provider())
                                        .zipWith(steps.outstanding(work))
                                        .map(known -> new Decision(
                                                scope, work, draft, new Waited(known.getT1(), known.getT2())))
                                        .doOnNext(Decision::require)
                                        .flatMap(then));
    }

    private Mono<Transition> pass(Decision decision, @Nullable String why) {
        return decision.isLastStep()
                ? move(decision, APPROVED, Action.APPROVED, why)
                : approvals.nextStep(decision.work()).then(wait(decision, why));
    }

    private Mono<Transition> wait(Decision decision, @Nullable String why) {
        return move(decision, IN_REVIEW, Action.STEP_APPROVED, why);
    }

    private Mono<Transition> move(Decision decision, WorkflowState state, Action action, @Nullable String why) {
        var draft = decision.draft();
        return drafts.move(draft.offering(), state, null)
                .then(history.record(draft.offering(), decision.actor(), action, null, why, draft.elements()))
                .thenReturn(new Done(state));
    }

    /**
     * @param outstanding who may still decide on the step that is waited for
     */
    private record Waited(List<ReviewStep> steps, List<Hand> outstanding) {}

    /** A step that somebody decides on. The provider may have shortened its list of steps meanwhile; then the last one counts. */
    private record Decision(ProviderScope scope, Work work, OfferingDraft draft, Waited waited) {
        int place() {
            return Math.min(work.review().step(), waited.steps().size() - 1);
        }

        ReviewStep step() {
            return waited.steps().get(place());
        }

        boolean isLastStep() {
            return place() == waited.steps().size() - 1;
        }

        UUID decider() {
            return scope.actor().answersFor();
        }

        /** People by their roles here, and deputies by those of others; programs by what their keys may do. */
        void require() {
            if (waited.outstanding().stream().noneMatch(hand -> hand.isOf(decider()))) {
                scope.require(work.provider(), step().anyRole());
            }
        }

        List<UUID> represented() {
            return absent().map(hand -> hand.holder().id()).toList();
        }

        private Stream<Hand> absent() {
            return waited.outstanding().stream().filter(hand -> hand.isDeputy(decider()));
        }

        Actor actor() {
            var names = absent().map(hand -> hand.holder().name()).collect(joining(", "));
            return scope.actor().inPlaceOf(names.isEmpty() ? null : names);
        }

        /** With the approval of this one. */
        boolean isPassed() {
            var approvers = new HashSet<>(work.review().approvers());
            approvers.add(decider());
            var others = waited.outstanding().stream()
                    .filter(hand -> !hand.isOf(decider()))
                    .count();
            return step().isPassed(approvers.size(), (int) others);
        }
    }
}
