package market.tessera.provider.governance;

import static market.tessera.provider.offering.WorkflowState.APPROVED;
import static market.tessera.provider.offering.WorkflowState.CHANGES_REQUESTED;
import static market.tessera.provider.offering.WorkflowState.IN_REVIEW;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import market.tessera.provider.governance.History.Action;
import market.tessera.provider.governance.Transition.Done;
import market.tessera.provider.governance.Transition.NoReason;
import market.tessera.provider.governance.Transition.OwnProposal;
import market.tessera.provider.governance.Transitions.Attempt;
import market.tessera.provider.offering.OfferingDraft;
import market.tessera.provider.offering.WorkflowState;
import market.tessera.provider.staff.Members.Member;
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
                        .add(decision.work(), scope)
                        .then(Mono.defer(() -> steps.outstanding(decision.work(), decision.step())))
                        .map(outstanding -> decision.isPassed(scope.actor().answersFor(), outstanding))
                        .flatMap(complete -> complete ? pass(scope, decision, why) : wait(scope, decision, why)));
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
                decision -> move(scope, decision.draft(), CHANGES_REQUESTED, Action.CHANGES_REQUESTED, why));
    }

    private Mono<Transition> decide(
            ProviderScope scope, UUID offering, long revision, Function<Decision, Mono<Transition>> then) {
        return transitions.attempt(
                new Attempt(scope, offering, revision, Set.of(IN_REVIEW)),
                (work, draft) -> steps.of(work.provider()).flatMap(all -> {
                    var decision = new Decision(work, draft, all);
                    scope.require(work.provider(), decision.step().anyRole());
                    return work.review().contributors().contains(scope.actor().answersFor())
                            ? Mono.just(new OwnProposal())
                            : then.apply(decision);
                }));
    }

    private Mono<Transition> pass(ProviderScope scope, Decision decision, @Nullable String why) {
        return decision.isLastStep()
                ? move(scope, decision.draft(), APPROVED, Action.APPROVED, why)
                : approvals.nextStep(decision.work()).then(wait(scope, decision, why));
    }

    private Mono<Transition> wait(ProviderScope scope, Decision decision, @Nullable String why) {
        return move(scope, decision.draft(), IN_REVIEW, Action.STEP_APPROVED, why);
    }

    private Mono<Transition> move(
            ProviderScope scope, OfferingDraft draft, WorkflowState state, Action action, @Nullable String why) {
        return drafts.move(draft.offering(), state, null)
                .then(history.record(draft.offering(), scope.actor(), action, null, why, draft.elements()))
                .thenReturn(new Done(state));
    }

    /** A step that somebody decides on. The provider may have shortened its list of steps meanwhile; then the last one counts. */
    private record Decision(Work work, OfferingDraft draft, List<ReviewStep> steps) {
        int place() {
            return Math.min(work.review().step(), steps.size() - 1);
        }

        ReviewStep step() {
            return steps.get(place());
        }

        boolean isLastStep() {
            return place() == steps.size() - 1;
        }

        /** With the approval of this one; {@code others} may still approve, this one perhaps among them. */
        boolean isPassed(UUID approver, List<Member> others) {
            var approvers = new HashSet<>(work.review().approvers());
            approvers.add(approver);
            var outstanding = others.stream()
                    .filter(other -> !approvers.contains(other.id()))
                    .count();
            return step().isPassed(approvers.size(), (int) outstanding);
        }
    }
}
