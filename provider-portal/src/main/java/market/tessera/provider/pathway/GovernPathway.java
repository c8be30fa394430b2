package market.tessera.provider.pathway;

import static market.tessera.provider.offering.WorkflowState.APPROVED;
import static market.tessera.provider.offering.WorkflowState.CHANGES_REQUESTED;
import static market.tessera.provider.offering.WorkflowState.IDEA;
import static market.tessera.provider.offering.WorkflowState.IN_REVIEW;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import market.tessera.provider.governance.History.Action;
import market.tessera.provider.offering.PathwayContent;
import market.tessera.provider.offering.PathwayEditions;
import market.tessera.provider.offering.WorkflowState;
import market.tessera.provider.pathway.Parts.Part;
import market.tessera.provider.pathway.Step.Done;
import market.tessera.provider.pathway.Step.NoReason;
import market.tessera.provider.pathway.Step.Overtaken;
import market.tessera.provider.pathway.Step.OwnProposal;
import market.tessera.provider.pathway.Step.Unsound;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/**
 * Brings pathways from one state to the next, one at a time: the pathway is locked, and a step is only taken from the revision and the states that
 * the person saw. Nobody decides on what they wrote or proposed.
 */
@Service
public class GovernPathway {
    static final Role[] AUTHORS = {Role.AUTHOR, Role.ADMINISTRATOR};
    static final Role[] REVIEWERS = {Role.REVIEWER, Role.APPROVER};
    static final Role[] PUBLISHERS = {Role.APPROVER, Role.ADMINISTRATOR};

    private final Pathways pathways;
    private final Parts parts;
    private final PathwayTrail trail;
    private final PathwayEditions editions;

    GovernPathway(Pathways pathways, Parts parts, PathwayTrail trail, PathwayEditions editions) {
        this.pathways = pathways;
        this.parts = parts;
        this.trail = trail;
        this.editions = editions;
    }

    /**
     * What is to be done to which draft, by whom.
     *
     * @param revision of the draft that the person looked at
     * @param why for the history, and for who is to act on it
     */
    public record Wish(
            ProviderScope scope,
            UUID pathway,
            long revision,
            @Nullable String why) {}

    /** Whether it can be walked to its end is looked at first, so that nobody reviews in vain. */
    @Transactional
    public Mono<Step> propose(Wish wish) {
        return attempt(
                wish,
                Set.of(IDEA, CHANGES_REQUESTED),
                AUTHORS,
                work -> sound(
                        work,
                        Lack::of,
                        () -> pathways.contribute(
                                        work.id(), wish.scope().actor().answersFor())
                                .then(move(wish, work, IN_REVIEW, Action.PROPOSED))));
    }

    /** Back to the author before anybody has decided. */
    @Transactional
    public Mono<Step> takeBack(Wish wish) {
        return attempt(wish, Set.of(IN_REVIEW), AUTHORS, work -> move(wish, work, IDEA, Action.TAKEN_BACK));
    }

    /** Opens an approved draft for changes, after which it has to be reviewed again. */
    @Transactional
    public Mono<Step> reopen(Wish wish) {
        return attempt(wish, Set.of(APPROVED), AUTHORS, work -> move(wish, work, CHANGES_REQUESTED, Action.REOPENED));
    }

    @Transactional
    public Mono<Step> approve(Wish wish) {
        return decide(wish, work -> move(wish, work, APPROVED, Action.APPROVED));
    }

    /** Gives the draft back to its authors. A reason is needed: it is what they go by. */
    @Transactional
    public Mono<Step> requestChanges(Wish wish) {
        return wish.why() == null || wish.why().isBlank()
                ? Mono.just(new NoReason())
                : decide(wish, work -> move(wish, work, CHANGES_REQUESTED, Action.CHANGES_REQUESTED));
    }

    /** Makes the approved draft the next edition, if all its parts are public. */
    @Transactional
    public Mono<Step> publish(Wish wish) {
        return attempt(
                wish, Set.of(APPROVED), PUBLISHERS, work -> sound(work, Lack::beforePublic, () -> open(wish, work)));
    }

    /** Takes what is public off the market. Whoever has earned its badge keeps it. */
    @Transactional
    public Mono<Step> withdraw(Wish wish) {
        if (wish.why() == null || wish.why().isBlank()) {
            return Mono.just(new NoReason());
        }
        return pathways.lock(wish.scope(), wish.pathway()).flatMap(work -> {
            wish.scope().require(work.provider(), PUBLISHERS);
            var published = work.published();
            return work.listed() && published != null
                    ? trail.record(
                                    work.id(),
                                    wish.scope().actor(),
                                    Action.RETIRED,
                                    work.edition(),
                                    wish.why(),
                                    published)
                            .then(editions.withdraw(List.of(work.id())))
                            .thenReturn(new Done(WorkflowState.RETIRED))
                    : Mono.just(new Overtaken(work.state()));
        });
    }

    private Mono<Step> decide(Wish wish, Function<PathwayWork, Mono<Step>> step) {
        return attempt(
                wish,
                Set.of(IN_REVIEW),
                REVIEWERS,
                work -> work.contributors().contains(wish.scope().actor().answersFor())
                        ? Mono.just(new OwnProposal())
                        : step.apply(work));
    }

    private Mono<Step> attempt(
            Wish wish, Set<WorkflowState> from, Role[] roles, Function<PathwayWork, Mono<Step>> step) {
        return pathways.lock(wish.scope(), wish.pathway()).flatMap(work -> {
            wish.scope().require(work.provider(), roles);
            var draft = work.draft();
            return draft != null && draft.revision() == wish.revision() && from.contains(draft.state())
                    ? step.apply(work)
                    : Mono.just(new Overtaken(work.state()));
        });
    }

    private Mono<Step> sound(
            PathwayWork work,
            BiFunction<PathwayContent, Map<UUID, Part>, List<Lack>> check,
            java.util.function.Supplier<Mono<Step>> step) {
        return parts.of(work.provider(), work.content())
                .map(known -> check.apply(work.content(), known))
                .flatMap(lacks -> lacks.isEmpty() ? step.get() : Mono.just(new Unsound(lacks)));
    }

    private Mono<Step> move(Wish wish, PathwayWork work, WorkflowState state, Action action) {
        return pathways.move(work.id(), state)
                .then(trail.record(work, wish.scope().actor(), action, wish.why()))
                .thenReturn(new Done(state));
    }

    private Mono<Step> open(Wish wish, PathwayWork work) {
        var by = wish.scope().actor();
        return pathways.forget(work.id())
                .then(editions.publish(
                        List.of(new PathwayEditions.Next(work.id(), work.content())),
                        by.id().toString()))
                .then(Mono.defer(() -> pathways.find(wish.scope(), work.id())))
                .flatMap(
                        now -> trail.record(work.id(), by, Action.PUBLISHED, now.edition(), wish.why(), work.content()))
                .thenReturn(new Done(WorkflowState.PUBLISHED));
    }
}
