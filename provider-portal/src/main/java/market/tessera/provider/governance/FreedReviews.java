package market.tessera.provider.governance;

import java.util.List;
import java.util.UUID;
import market.tessera.provider.governance.History.Action;
import market.tessera.provider.offering.OfferingDraft;
import market.tessera.provider.offering.WorkflowState;
import market.tessera.provider.reviewers.ReviewRoles;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Lets reviews go on when somebody who was waited for has left: where all who remain have approved, the step is passed. A step that nobody has
 * approved waits for whoever comes. To be called in the transaction of the change.
 */
@Service
public class FreedReviews {
    private final Drafts drafts;
    private final ReviewSteps steps;
    private final Approvals approvals;
    private final History history;
    private final ReviewRoles roles;

    FreedReviews(Drafts drafts, ReviewSteps steps, Approvals approvals, History history, ReviewRoles roles) {
        this.drafts = drafts;
        this.steps = steps;
        this.approvals = approvals;
        this.history = history;
        this.roles = roles;
    }

    public Mono<Void> settle(UUID provider) {
        return roles.forgetWhoLeft(provider)
                .then(steps.of(provider))
                .flatMapMany(all -> drafts.inReview(provider)
                        .concatMap(offering -> drafts.lockInReview(offering).flatMap(work -> settle(work, all))))
                .then();
    }

    private Mono<Void> settle(Work work, List<ReviewStep> all) {
        var place = Math.min(work.review().step(), all.size() - 1);
        var step = all.get(place);
        var approved = work.review().approvers().size();
        return Mono.justOrEmpty(work.draft())
                .filter(_ -> approved > 0)
                .filterWhen(_ -> steps.outstanding(work).map(left -> step.isPassed(approved, left.size())))
                .flatMap(draft -> pass(work, draft, place == all.size() - 1));
    }

    private Mono<Void> pass(Work work, OfferingDraft draft, boolean last) {
        var state = last ? WorkflowState.APPROVED : WorkflowState.IN_REVIEW;
        return (last ? Mono.<Void>empty() : approvals.nextStep(work))
                .then(drafts.move(draft.offering(), state, null))
                .then(history.record(draft.offering(), null, Action.REVIEW_FREED, null, null, draft.elements()));
    }
}
