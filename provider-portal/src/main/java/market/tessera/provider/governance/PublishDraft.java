package market.tessera.provider.governance;

import static market.tessera.provider.offering.WorkflowState.APPROVED;
import static market.tessera.provider.offering.WorkflowState.PUBLISHED;
import static market.tessera.provider.offering.WorkflowState.SCHEDULED;

import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import market.tessera.provider.draft.Drafts;
import market.tessera.provider.draft.History;
import market.tessera.provider.draft.OfferingDraft;
import market.tessera.provider.draft.Work;
import market.tessera.provider.governance.Transition.Done;
import market.tessera.provider.governance.Transition.HeldBack;
import market.tessera.provider.governance.Transition.NotInFuture;
import market.tessera.provider.governance.Transitions.Attempt;
import market.tessera.provider.review.Action;
import market.tessera.provider.schedule.PublicationTime;
import market.tessera.provider.staff.Actor;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Makes approved drafts public, at once or at a set time. */
@Service
public class PublishDraft {
    private final Transitions transitions;
    private final Drafts drafts;
    private final History history;
    private final Publication publication;
    private final ConfirmReview confirmReview;
    private final Clock clock;

    PublishDraft(
            Transitions transitions,
            Drafts drafts,
            History history,
            Publication publication,
            ConfirmReview confirmReview,
            Clock clock) {
        this.confirmReview = confirmReview;
        this.transitions = transitions;
        this.drafts = drafts;
        this.history = history;
        this.publication = publication;
        this.clock = clock;
    }

    public Mono<Transition> now(ProviderScope scope, UUID offering, long revision, @Nullable String why) {
        return transitions.attempt(
                new Attempt(scope, offering, revision, Set.of(APPROVED, SCHEDULED)), (work, draft) -> {
                    publishers(scope, work);
                    return publish(work, draft, scope.actor(), why);
                });
    }

    public Mono<Transition> at(ProviderScope scope, UUID offering, long revision, Instant when, @Nullable String why) {
        if (!PublicationTime.isAhead(when, clock.instant())) {
            return Mono.just(new NotInFuture());
        }
        return transitions.attempt(
                new Attempt(scope, offering, revision, Set.of(APPROVED, SCHEDULED)), (work, draft) -> {
                    publishers(scope, work);
                    return drafts.move(offering, SCHEDULED, when)
                            .then(history.record(
                                    offering, scope.actor(), Action.SCHEDULED, null, why, draft.elements()))
                            .thenReturn(new Done(SCHEDULED));
                });
    }

    public Mono<Transition> unschedule(ProviderScope scope, UUID offering, long revision, @Nullable String why) {
        return transitions.attempt(new Attempt(scope, offering, revision, Set.of(SCHEDULED)), (work, draft) -> {
            publishers(scope, work);
            return drafts.move(offering, APPROVED, null)
                    .then(history.record(offering, scope.actor(), Action.UNSCHEDULED, null, why, draft.elements()))
                    .thenReturn(new Done(APPROVED));
        });
    }

    /** Publishes a scheduled draft if its time has come; empty if it has not, or another instance does it. */
    @Transactional
    public Mono<Transition> due(UUID offering) {
        return drafts.lockDue(offering, clock.instant())
                .flatMap(work -> Mono.justOrEmpty(work.draft()).flatMap(draft -> publish(work, draft, null, null)));
    }

    /** A schedule that meets an offering which is taken down is taken off, so that somebody decides again. */
    private Mono<Transition> publish(Work work, OfferingDraft draft, @Nullable Actor who, @Nullable String why) {
        return publication.isTakenDown(work.id()).flatMap(takenDown -> {
            if (!takenDown) {
                return open(work, draft, who, why);
            }
            return who == null
                    ? drafts.move(work.id(), APPROVED, null)
                            .then(history.record(work.id(), null, Action.UNSCHEDULED, null, null, draft.elements()))
                            .thenReturn(new HeldBack())
                    : Mono.just(new HeldBack());
        });
    }

    private Mono<Transition> open(Work work, OfferingDraft draft, @Nullable Actor who, @Nullable String why) {
        return drafts.nameAnew(work)
                .then(publication.publish(work, draft, who == null ? draft.author() : who.id()))
                .delayUntil(_ -> confirmReview.reviewed(work.id()))
                .flatMap(edition -> history.record(work.id(), who, Action.PUBLISHED, edition, why, draft.elements()))
                .thenReturn(new Done(PUBLISHED));
    }

    private static void publishers(ProviderScope scope, Work work) {
        scope.require(work.provider(), Role.APPROVER, Role.ADMINISTRATOR);
    }
}
