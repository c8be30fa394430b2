package market.tessera.provider.governance;

import static market.tessera.provider.offering.WorkflowState.CHANGES_REQUESTED;
import static market.tessera.provider.offering.WorkflowState.IDEA;
import static market.tessera.provider.offering.WorkflowState.PUBLISHED;

import java.util.Set;
import java.util.UUID;
import market.tessera.provider.draft.History;
import market.tessera.provider.draft.Offering;
import market.tessera.provider.draft.OfferingDraft;
import market.tessera.provider.draft.Work;
import market.tessera.provider.governance.Transition.Done;
import market.tessera.provider.governance.Transition.TooMuchChanged;
import market.tessera.provider.governance.Transitions.Attempt;
import market.tessera.provider.review.Action;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** The short way for typing errors: what {@link MinorCorrection} allows becomes the next edition without a review. */
@Service
public class CorrectPublished {
    private final Transitions transitions;
    private final Publication publication;
    private final History history;

    CorrectPublished(Transitions transitions, Publication publication, History history) {
        this.transitions = transitions;
        this.publication = publication;
        this.history = history;
    }

    /** Many small corrections one after the other are not small either: they count from the last edition that somebody else has looked through. */
    public Mono<Transition> correct(ProviderScope scope, UUID offering, long revision, @Nullable String why) {
        return transitions.attempt(
                new Attempt(scope, offering, revision, Set.of(IDEA, CHANGES_REQUESTED)), (work, draft) -> {
                    scope.require(work.provider(), Role.AUTHOR, Role.ADMINISTRATOR);
                    return isMinor(work, draft)
                            ? history.lastLookedThrough(offering)
                                    .filter(before -> MinorCorrection.isSmall(before, draft.elements()))
                                    .flatMap(_ -> publish(scope, work, draft, why))
                                    .defaultIfEmpty(new TooMuchChanged())
                            : Mono.just(new TooMuchChanged());
                });
    }

    /** What is off the market comes back by its reviewers alone. */
    public static boolean isMinor(Work work, OfferingDraft draft) {
        return work.offering().status() == Offering.Status.PUBLISHED
                && work.published() != null
                && MinorCorrection.leads(work.published(), draft.elements());
    }

    private Mono<Transition> publish(ProviderScope scope, Work work, OfferingDraft draft, @Nullable String why) {
        return publication
                .publish(work, draft, scope.actor().id())
                .flatMap(edition ->
                        history.record(work.id(), scope.actor(), Action.CORRECTED, edition, why, draft.elements()))
                .thenReturn(new Done(PUBLISHED));
    }
}
