package market.tessera.checkout.badge;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.checkout.completion.Completions;
import market.tessera.checkout.completion.Completions.Due;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollments;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/**
 * Makes signed badges those of their enrollments: with the events and the learners' mails. One is dropped if there is one already for that result, or
 * a newer result. Badges for earlier results are revoked.
 */
@Service
class KeepBadge {
    private static final String CORRECTED = "The result was corrected.";

    private final Badges badges;
    private final RevokeBadge revoke;
    private final Enrollments enrollments;
    private final Completions completions;
    private final AnnounceBadge announce;

    KeepBadge(
            Badges badges,
            RevokeBadge revoke,
            Enrollments enrollments,
            Completions completions,
            AnnounceBadge announce) {
        this.badges = badges;
        this.revoke = revoke;
        this.enrollments = enrollments;
        this.completions = completions;
        this.announce = announce;
    }

    /**
     * Enrollments, completions, badges: locked in the order in which a result is recorded. What names somebody else by now is due again later; whoever
     * has deleted the account is given nothing any more, and keeps what was given before.
     */
    @Transactional
    public Mono<Void> keep(List<Draft> drafts) {
        return enrollments
                .lockAll(drafts.stream().map(draft -> draft.enrollment().id()).toList())
                .collectMap(Enrollment::id)
                .flatMap(locked -> keep(drafts, locked));
    }

    private Mono<Void> keep(List<Draft> drafts, Map<UUID, Enrollment> locked) {
        var gone = drafts.stream().filter(draft -> isForgotten(draft, locked)).toList();
        var fitting = drafts.stream()
                .filter(draft -> !isForgotten(draft, locked) && draft.isOf(current(draft, locked)))
                .toList();
        return settle(gone)
                .then(settle(fitting))
                .flatMap(this::add)
                .flatMap(kept -> revokeEarlier(kept).then(announce.issued(kept, locked)));
    }

    private static boolean isForgotten(Draft draft, Map<UUID, Enrollment> locked) {
        return current(draft, locked).learner().isForgotten();
    }

    private static Enrollment current(Draft draft, Map<UUID, Enrollment> locked) {
        return requireNonNull(locked.get(draft.enrollment().id()));
    }

    /** Those whose result is the newest. */
    private Mono<List<Draft>> settle(List<Draft> drafts) {
        return drafts.isEmpty()
                ? Mono.just(drafts)
                : completions
                        .settled(drafts.stream().map(Draft::due).toList())
                        .collect(Collectors.toSet())
                        .map(settled -> drafts.stream()
                                .filter(draft ->
                                        settled.contains(draft.enrollment().id()))
                                .toList());
    }

    private Mono<Void> revokeEarlier(List<Draft> kept) {
        var corrections = kept.stream().filter(Draft::isCorrection).toList();
        return corrections.isEmpty()
                ? Mono.empty()
                : revokeOthers(
                        corrections.stream()
                                .map(draft -> draft.enrollment().id())
                                .toList(),
                        corrections.stream().map(draft -> draft.badge().id()).collect(Collectors.toSet()));
    }

    /** The result no longer completes. */
    @Transactional
    public Mono<Void> withdraw(Due due) {
        return enrollments
                .lock(due.completion().enrollment())
                .thenMany(completions.settled(List.of(due)))
                .collectList()
                .flatMap(settled -> revokeOthers(settled, Set.of()));
    }

    private Mono<List<Draft>> add(List<Draft> drafts) {
        return drafts.isEmpty()
                ? Mono.just(drafts)
                : badges.addAll(drafts)
                        .collect(Collectors.toSet())
                        .map(added -> drafts.stream()
                                .filter(draft -> added.contains(draft.badge().id()))
                                .toList());
    }

    private Mono<Void> revokeOthers(Collection<UUID> ofEnrollments, Set<UUID> kept) {
        return badges.inForce(ofEnrollments)
                .filter(badge -> !kept.contains(badge))
                .concatMap(badge -> revoke.revoke(badge, CORRECTED))
                .then();
    }
}
