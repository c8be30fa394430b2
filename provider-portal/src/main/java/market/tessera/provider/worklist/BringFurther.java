package market.tessera.provider.worklist;

import java.util.List;
import java.util.function.Function;
import market.tessera.provider.governance.ProposeDraft;
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

/** Proposes, approves or publishes many drafts, each by the rules of its own page and in a transaction of its own. */
@Service
class BringFurther {
    private static final Logger LOG = LoggerFactory.getLogger(BringFurther.class);

    private final ProposeDraft proposeDraft;
    private final ReviewDraft reviewDraft;
    private final PublishDraft publishDraft;
    private final GovernPathway governPathway;

    BringFurther(
            ProposeDraft proposeDraft,
            ReviewDraft reviewDraft,
            PublishDraft publishDraft,
            GovernPathway governPathway) {
        this.proposeDraft = proposeDraft;
        this.reviewDraft = reviewDraft;
        this.publishDraft = publishDraft;
        this.governPathway = governPathway;
    }

    enum Deed {
        PROPOSE("proposed"),
        APPROVE("approved"),
        PUBLISH("published");

        private final String done;

        Deed(String done) {
            this.done = done;
        }

        /** As the page says it. */
        String done() {
            return done;
        }

        boolean isFor(Choice choice) {
            return this == PROPOSE ? choice.state().editable() : choice.state() == takes();
        }

        /** The state of all that it can be done to, where they are not chosen one by one; null where they have to be. */
        @Nullable
        WorkflowState takes() {
            return switch (this) {
                case PROPOSE -> null;
                case APPROVE -> WorkflowState.IN_REVIEW;
                case PUBLISH -> WorkflowState.APPROVED;
            };
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
        return choice.pathway()
                ? pathway(deed, new GovernPathway.Wish(scope, choice.id(), choice.revision(), why))
                        .map(Step.Done.class::isInstance)
                : offering(scope, deed, choice, why).map(Transition.Done.class::isInstance);
    }

    private Mono<Step> pathway(Deed deed, GovernPathway.Wish wish) {
        return switch (deed) {
            case PROPOSE -> governPathway.propose(wish);
            case APPROVE -> governPathway.approve(wish);
            case PUBLISH -> governPathway.publish(wish);
        };
    }

    private Mono<Transition> offering(ProviderScope scope, Deed deed, Choice choice, @Nullable String why) {
        return switch (deed) {
            case PROPOSE -> proposeDraft.propose(scope, choice.id(), choice.revision(), why);
            case APPROVE -> reviewDraft.approve(scope, choice.id(), choice.revision(), why);
            case PUBLISH -> publishDraft.now(scope, choice.id(), choice.revision(), why);
        };
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
