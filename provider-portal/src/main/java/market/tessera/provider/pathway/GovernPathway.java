package market.tessera.provider.pathway;

import static market.tessera.provider.offering.WorkflowState.APPROVED;
import static market.tessera.provider.offering.WorkflowState.CHANGES_REQUESTED;
import static market.tessera.provider.offering.WorkflowState.IDEA;
import static market.tessera.provider.offering.WorkflowState.IN_REVIEW;
import static market.tessera.provider.offering.WorkflowState.SCHEDULED;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import market.tessera.provider.offering.WorkflowState;
import market.tessera.provider.pathway.Parts.Part;
import market.tessera.provider.pathway.Step.Done;
import market.tessera.provider.pathway.Step.NoReason;
import market.tessera.provider.pathway.Step.NotInFuture;
import market.tessera.provider.pathway.Step.Overtaken;
import market.tessera.provider.pathway.Step.OwnProposal;
import market.tessera.provider.pathway.Step.Unsound;
import market.tessera.provider.pathwayedition.PathwayContent;
import market.tessera.provider.pathwayedition.PathwayEditions;
import market.tessera.provider.review.Action;
import market.tessera.provider.review.DecideOnStep;
import market.tessera.provider.review.ReviewRounds;
import market.tessera.provider.review.Subject;
import market.tessera.provider.review.Verdict;
import market.tessera.provider.schedule.PublicationTime;
import market.tessera.provider.staff.Actor;
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
    private static final Role[] AUTHORS = {Role.AUTHOR, Role.ADMINISTRATOR};
    private static final Role[] PUBLISHERS = {Role.APPROVER, Role.ADMINISTRATOR};

    private final Pathways pathways;
    private final Parts parts;
    private final PathwayTrail trail;
    private final PathwayEditions editions;
    private final DecideOnStep decideOnStep;
    private final ReviewRounds rounds;
    private final Clock clock;

    GovernPathway(
            Pathways pathways,
            Parts parts,
            PathwayTrail trail,
            PathwayEditions editions,
            DecideOnStep decideOnStep,
            ReviewRounds rounds,
            Clock clock) {
        this.pathways = pathways;
        this.parts = parts;
        this.trail = trail;
        this.editions = editions;
        this.decideOnStep = decideOnStep;
        this.rounds = rounds;
        this.clock = clock;
    }

    /** Who writes pathways. */
    public static Role[] authors() {
        return AUTHORS.clone();
    }

    /** Who publishes them. */
    public static Role[] publishers() {
        return PUBLISHERS.clone();
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
                        () -> rounds.begin(work.id(), wish.scope().actor())
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

    /** Approves the step that is waited for; the draft goes to the next one, or is approved. */
    @Transactional
    public Mono<Step> approve(Wish wish) {
        return decide(wish, decideOnStep::approve);
    }

    /** Gives the draft back to its authors. A reason is needed: it is what they go by. */
    @Transactional
    public Mono<Step> requestChanges(Wish wish) {
        return wish.why() == null || wish.why().isBlank()
                ? Mono.just(new NoReason())
                : decide(wish, decideOnStep::requestChanges);
    }

    /** Makes the approved draft the next edition, if all its parts are public. */
    @Transactional
    public Mono<Step> publish(Wish wish) {
        return attempt(
                wish,
                Set.of(APPROVED, SCHEDULED),
                PUBLISHERS,
                work -> sound(
                        work, Lack::beforePublic, () -> open(work, wish.scope().actor(), wish.why())));
    }

    /** The same at a set time. Its parts have to be public by then. */
    @Transactional
    public Mono<Step> publishAt(Wish wish, Instant when) {
        return PublicationTime.isAhead(when, clock.instant())
                ? attempt(
                        wish,
                        Set.of(APPROVED, SCHEDULED),
                        PUBLISHERS,
                        work -> sound(
                                work,
                                Lack::of,
                                () -> pathways.schedule(
                                                work.id(),
                                                when,
                                                wish.scope().actor().id())
                                        .then(trail.record(work, wish.scope().actor(), Action.SCHEDULED, wish.why()))
                                        .thenReturn(new Done(SCHEDULED))))
                : Mono.just(new NotInFuture());
    }

    @Transactional
    public Mono<Step> unschedule(Wish wish) {
        return attempt(wish, Set.of(SCHEDULED), PUBLISHERS, work -> move(wish, work, APPROVED, Action.UNSCHEDULED));
    }

    /**
     * Publishes a scheduled draft if its time has come; empty if it has not, or another instance does it. One whose parts are not public is taken off the
     * schedule, so that somebody decides again.
     */
    @Transactional
    public Mono<Step> due(UUID pathway) {
        return pathways.lockDue(pathway, clock.instant())
                .flatMap(work -> sound(work, Lack::beforePublic, () -> open(work, null, null))
                        .delayUntil(step -> step instanceof Unsound
                                ? pathways.move(pathway, APPROVED)
                                        .then(trail.record(work, null, Action.UNSCHEDULED, null))
                                : Mono.empty()));
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
                            .then(unschedule(work, wish.scope().actor()))
                            .thenReturn(new Done(WorkflowState.RETIRED))
                    : Mono.just(new Overtaken(work.state()));
        });
    }

    /** A next edition that waits for its day would bring it back to the market: somebody decides on that again. */
    private Mono<Void> unschedule(PathwayWork work, Actor by) {
        return work.state() == SCHEDULED
                ? pathways.move(work.id(), APPROVED).then(trail.record(work, by, Action.UNSCHEDULED, null))
                : Mono.empty();
    }

    private Mono<Step> decide(Wish wish, BiFunction<ProviderScope, Subject, Mono<Verdict>> decision) {
        return attempt(
                wish,
                Set.of(IN_REVIEW),
                Role.values(),
                work -> decision.apply(wish.scope(), work.subject())
                        .flatMap(verdict -> follow(verdict, work, wish.why())));
    }

    private Mono<Step> follow(Verdict verdict, PathwayWork work, @Nullable String why) {
        return switch (verdict) {
            case Verdict.OwnWords() -> Mono.just(new OwnProposal());
            case Verdict.GoesOn(var by) -> move(work, IN_REVIEW, by, Action.STEP_APPROVED, why);
            case Verdict.Approved(var by) -> move(work, APPROVED, by, Action.APPROVED, why);
            case Verdict.Returned(var by) -> move(work, CHANGES_REQUESTED, by, Action.CHANGES_REQUESTED, why);
        };
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
        return move(work, state, wish.scope().actor(), action, wish.why());
    }

    private Mono<Step> move(PathwayWork work, WorkflowState state, Actor by, Action action, @Nullable String why) {
        return pathways.move(work.id(), state)
                .then(trail.record(work, by, action, why))
                .thenReturn(new Done(state));
    }

    /** @param by null for the schedule */
    private Mono<Step> open(PathwayWork work, @Nullable Actor by, @Nullable String why) {
        return pathways.nameAnew(work)
                .then(pathways.forget(work.id()))
                .then(editions.publish(
                        List.of(new PathwayEditions.Next(work.id(), work.content())), publisher(work, by)))
                .then(Mono.defer(() -> pathways.find(work.id())))
                .flatMap(now -> trail.record(work.id(), by, Action.PUBLISHED, now.edition(), why, work.content()))
                .thenReturn(new Done(WorkflowState.PUBLISHED));
    }

    private static String publisher(PathwayWork work, @Nullable Actor by) {
        if (by != null) {
            return by.id().toString();
        }
        var draft = work.draft();
        return draft == null || draft.scheduledBy() == null
                ? "schedule"
                : draft.scheduledBy().toString();
    }
}
