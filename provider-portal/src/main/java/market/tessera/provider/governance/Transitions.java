package market.tessera.provider.governance;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import market.tessera.provider.draft.Drafts;
import market.tessera.provider.draft.OfferingDraft;
import market.tessera.provider.draft.Work;
import market.tessera.provider.governance.Transition.Overtaken;
import market.tessera.provider.offering.WorkflowState;
import market.tessera.provider.staff.ProviderScope;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/**
 * Brings drafts from one state to the next, one at a time: the offering is locked, and a step is only taken from the revision and the states
 * that the person saw. Who comes second at the same moment is told so.
 */
@Component
class Transitions {
    private final Drafts drafts;

    Transitions(Drafts drafts) {
        this.drafts = drafts;
    }

    /** What is to be done, by whom. The revision is of the draft that the person looked at. */
    record Attempt(ProviderScope scope, UUID offering, long revision, Set<WorkflowState> from) {}

    @Transactional
    Mono<Transition> attempt(Attempt attempt, BiFunction<Work, OfferingDraft, Mono<Transition>> step) {
        return drafts.lock(attempt.scope(), attempt.offering())
                .switchIfEmpty(notFound())
                .flatMap(work -> take(work, attempt, step));
    }

    private static Mono<Transition> take(
            Work work, Attempt attempt, BiFunction<Work, OfferingDraft, Mono<Transition>> step) {
        var draft = work.draft();
        return draft != null
                        && draft.revision() == attempt.revision()
                        && attempt.from().contains(draft.state())
                ? step.apply(work, draft)
                : Mono.just(new Overtaken(work.state()));
    }
}
