package market.tessera.provider.governance;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.UUID;
import market.tessera.provider.draft.Drafts;
import market.tessera.provider.draft.History;
import market.tessera.provider.draft.Offering;
import market.tessera.provider.draft.Work;
import market.tessera.provider.governance.Transition.Done;
import market.tessera.provider.governance.Transition.NoReason;
import market.tessera.provider.governance.Transition.Overtaken;
import market.tessera.provider.offering.WorkflowState;
import market.tessera.provider.review.Action;
import market.tessera.provider.staff.Actor;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Takes an offering off the market: sales end, running intakes go on, badges stay verifiable. */
@Service
public class RetireOffering {
    private final Drafts drafts;
    private final Publication publication;
    private final History history;

    RetireOffering(Drafts drafts, Publication publication, History history) {
        this.drafts = drafts;
        this.publication = publication;
        this.history = history;
    }

    @Transactional
    public Mono<Transition> retire(ProviderScope scope, UUID offering, @Nullable String why) {
        if (why == null || why.isBlank()) {
            return Mono.just(new NoReason());
        }
        return drafts.lock(scope, offering).switchIfEmpty(notFound()).flatMap(work -> retire(scope, work, why));
    }

    /** As it was planned; empty if that is done or no longer wanted, or another instance does it. */
    @Transactional
    public Mono<Void> due(UUID offering) {
        return drafts.lockRetiring(offering).flatMap(plan -> retire(plan.work(), null, plan.why()));
    }

    private Mono<Transition> retire(ProviderScope scope, Work work, String why) {
        scope.require(work.provider(), Role.APPROVER, Role.ADMINISTRATOR);
        return work.offering().status() == Offering.Status.PUBLISHED
                ? retire(work, scope.actor(), why).thenReturn(new Done(WorkflowState.RETIRED))
                : Mono.just(new Overtaken(work.state()));
    }

    /** @param who null for the schedule */
    private Mono<Void> retire(Work work, @Nullable Actor who, String why) {
        return publication
                .withdraw(work.id())
                .then(history.record(
                        work.id(), who, Action.RETIRED, work.offering().edition(), why, work.elements()))
                .then(unschedule(work, who));
    }

    /** A next edition that waits for its day would bring it back to the market: somebody decides on that again. */
    private Mono<Void> unschedule(Work work, @Nullable Actor who) {
        return work.state() == WorkflowState.SCHEDULED
                ? drafts.move(work.id(), WorkflowState.APPROVED, null)
                        .then(history.record(work.id(), who, Action.UNSCHEDULED, null, null, work.elements()))
                : Mono.empty();
    }
}
