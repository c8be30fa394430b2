package market.tessera.provider.governance;

import static market.tessera.provider.offering.WorkflowState.APPROVED;
import static market.tessera.provider.offering.WorkflowState.CHANGES_REQUESTED;
import static market.tessera.provider.offering.WorkflowState.IDEA;
import static market.tessera.provider.offering.WorkflowState.IN_REVIEW;

import java.util.Set;
import java.util.UUID;
import market.tessera.provider.draft.Drafts;
import market.tessera.provider.draft.History;
import market.tessera.provider.draft.OfferingDraft;
import market.tessera.provider.draft.Work;
import market.tessera.provider.governance.Transition.Done;
import market.tessera.provider.governance.Transitions.Attempt;
import market.tessera.provider.offering.WorkflowState;
import market.tessera.provider.review.Action;
import market.tessera.provider.review.ReviewRounds;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** The author's side of a review: proposing a draft, taking it back, opening an approved one again. */
@Service
public class ProposeDraft {
    private final Transitions transitions;
    private final Drafts drafts;
    private final History history;
    private final ReviewRounds rounds;

    ProposeDraft(Transitions transitions, Drafts drafts, History history, ReviewRounds rounds) {
        this.transitions = transitions;
        this.drafts = drafts;
        this.history = history;
        this.rounds = rounds;
    }

    public Mono<Transition> propose(ProviderScope scope, UUID offering, long revision, @Nullable String why) {
        return transitions.attempt(
                new Attempt(scope, offering, revision, Set.of(IDEA, CHANGES_REQUESTED)), (work, draft) -> {
                    authors(scope, work);
                    return rounds.begin(offering, scope.actor())
                            .then(move(scope, draft, IN_REVIEW, Action.PROPOSED, why));
                });
    }

    /** Back to the author before anybody has decided. */
    public Mono<Transition> takeBack(ProviderScope scope, UUID offering, long revision, @Nullable String why) {
        return transitions.attempt(new Attempt(scope, offering, revision, Set.of(IN_REVIEW)), (work, draft) -> {
            authors(scope, work);
            return move(scope, draft, IDEA, Action.TAKEN_BACK, why);
        });
    }

    /** Opens an approved draft for changes, after which it has to be reviewed again. */
    public Mono<Transition> reopen(ProviderScope scope, UUID offering, long revision, @Nullable String why) {
        return transitions.attempt(new Attempt(scope, offering, revision, Set.of(APPROVED)), (work, draft) -> {
            authors(scope, work);
            return move(scope, draft, CHANGES_REQUESTED, Action.REOPENED, why);
        });
    }

    private static void authors(ProviderScope scope, Work work) {
        scope.require(work.provider(), Role.AUTHOR, Role.ADMINISTRATOR);
    }

    private Mono<Transition> move(
            ProviderScope scope, OfferingDraft draft, WorkflowState state, Action action, @Nullable String why) {
        return drafts.move(draft.offering(), state, null)
                .then(history.record(draft.offering(), scope.actor(), action, null, why, draft.elements()))
                .thenReturn(new Done(state));
    }
}
