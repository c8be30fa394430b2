package market.tessera.provider.worklist;

import java.util.List;
import java.util.function.Function;
import market.tessera.provider.governance.PublishDraft;
import market.tessera.provider.governance.ReviewDraft;
import market.tessera.provider.governance.Transition;
import market.tessera.provider.offering.WorkflowState;
import market.tessera.provider.pathway.GovernPathway;
import market.tessera.provider.pathway.Step;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Approves or publishes many drafts, each by the rules of its own page and in a transaction of its own. */
@Service
class BringFurther {
    private static final Logger LOG = LoggerFactory.getLogger(BringFurther.class);

    private final ReviewDraft reviewDraft;
    private final PublishDraft publishDraft;
    private final GovernPathway governPathway;

    BringFurther(ReviewDraft reviewDraft, PublishDraft publishDraft, GovernPathway governPathway) {
        this.reviewDraft = reviewDraft;
        this.publishDraft = publishDraft;
        this.governPathway = governPathway;
    }

    enum Deed {
        APPROVE(WorkflowState.IN_REVIEW),
        PUBLISH(WorkflowState.APPROVED);

        private final WorkflowState from;

        Deed(WorkflowState from) {
            this.from = from;
        }

        boolean isFor(Choice choice) {
            return choice.state() == from;
        }
    }

    /**
     * How it went.
     *
     * @param left as they were: somebody else was faster, or they are not the person's to decide on
     */
    record Outcome(long done, long left) {}

    Mono<Outcome> bring(ProviderScope scope, Deed deed, List<Choice> chosen, @Nullable String why) {
        return Flux.fromIterable(chosen)
                .concatMap(one -> attempt(one, choice -> step(scope, deed, choice, why)))
                .filter(done -> done)
                .count()
                .map(done -> new Outcome(done, chosen.size() - done));
    }

    private Mono<Boolean> step(ProviderScope scope, Deed deed, Choice choice, @Nullable String why) {
        if (choice.pathway()) {
            var wish = new GovernPathway.Wish(scope, choice.id(), choice.revision(), why);
            return (deed == Deed.APPROVE ? governPathway.approve(wish) : governPathway.publish(wish))
                    .map(Step.Done.class::isInstance);
        }
        return (deed == Deed.APPROVE
                        ? reviewDraft.approve(scope, choice.id(), choice.revision(), why)
                        : publishDraft.now(scope, choice.id(), choice.revision(), why))
                .map(Transition.Done.class::isInstance);
    }

    /** One that fails holds up no other. */
    private static Mono<Boolean> attempt(Choice choice, Function<Choice, Mono<Boolean>> step) {
        return step.apply(choice)
                .onErrorReturn(ResponseStatusException.class, false)
                .onErrorResume(failure -> Mono.fromCallable(() -> {
                    LOG.error("{} cannot be brought further", choice, failure);
                    return false;
                }));
    }
}
