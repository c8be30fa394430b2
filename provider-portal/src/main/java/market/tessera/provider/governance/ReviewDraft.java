package market.tessera.provider.governance;

import static market.tessera.provider.offering.WorkflowState.APPROVED;
import static market.tessera.provider.offering.WorkflowState.CHANGES_REQUESTED;
import static market.tessera.provider.offering.WorkflowState.IN_REVIEW;

import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import market.tessera.provider.draft.Drafts;
import market.tessera.provider.draft.History;
import market.tessera.provider.draft.OfferingDraft;
import market.tessera.provider.governance.Transition.Done;
import market.tessera.provider.governance.Transition.NoReason;
import market.tessera.provider.governance.Transition.OwnProposal;
import market.tessera.provider.governance.Transitions.Attempt;
import market.tessera.provider.offering.WorkflowState;
import market.tessera.provider.review.Action;
import market.tessera.provider.review.DecideOnStep;
import market.tessera.provider.review.Subject;
import market.tessera.provider.review.Verdict;
import market.tessera.provider.staff.Actor;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** The reviewer's side: approving a step, or asking for changes. Never about what one has written or proposed oneself. */
@Service
public class ReviewDraft {
    private final Transitions transitions;
    private final DecideOnStep decide;
    private final Drafts drafts;
    private final History history;

    ReviewDraft(Transitions transitions, DecideOnStep decide, Drafts drafts, History history) {
        this.transitions = transitions;
        this.decide = decide;
        this.drafts = drafts;
        this.history = history;
    }

    /** Approves the step that is waited for; the draft goes to the next one, or is approved. */
    public Mono<Transition> approve(ProviderScope scope, UUID offering, long revision, @Nullable String why) {
        return decide(new Attempt(scope, offering, revision, Set.of(IN_REVIEW)), decide::approve, why);
    }

    /** Gives the draft back to its authors. A reason is needed: it is what they go by. */
    public Mono<Transition> requestChanges(ProviderScope scope, UUID offering, long revision, @Nullable String why) {
        return why == null || why.isBlank()
                ? Mono.just(new NoReason())
                : decide(new Attempt(scope, offering, revision, Set.of(IN_REVIEW)), decide::requestChanges, why);
    }

    private Mono<Transition> decide(
            Attempt attempt, BiFunction<ProviderScope, Subject, Mono<Verdict>> decision, @Nullable String why) {
        return transitions.attempt(
                attempt,
                (work, draft) -> decision.apply(attempt.scope(), work.subject())
                        .flatMap(verdict -> follow(verdict, draft, why)));
    }

    private Mono<Transition> follow(Verdict verdict, OfferingDraft draft, @Nullable String why) {
        return switch (verdict) {
            case Verdict.OwnWords() -> Mono.just(new OwnProposal());
            case Verdict.GoesOn(var by) -> move(draft, IN_REVIEW, by, Action.STEP_APPROVED, why);
            case Verdict.Approved(var by) -> move(draft, APPROVED, by, Action.APPROVED, why);
            case Verdict.Returned(var by) -> move(draft, CHANGES_REQUESTED, by, Action.CHANGES_REQUESTED, why);
        };
    }

    private Mono<Transition> move(
            OfferingDraft draft, WorkflowState state, Actor by, Action action, @Nullable String why) {
        return drafts.move(draft.offering(), state, null)
                .then(history.record(draft.offering(), by, action, null, why, draft.elements()))
                .thenReturn(new Done(state));
    }
}
