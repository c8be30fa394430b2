package market.tessera.checkout.badge;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.checkout.completion.Completions;
import market.tessera.checkout.completion.Completions.Due;
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

    /** Enrollments, completions, badges: locked in the order in which a result is recorded. */
    @Transactional
    public Mono<Void> keep(List<Draft> drafts) {
        return settled(drafts.stream().map(Draft::due).toList())
                .map(settled -> drafts.stream()
                        .filter(draft -> settled.contains(draft.enrollment().id()))
                        .toList())
                .flatMap(this::add)
                .flatMap(kept -> revokeOthers(
                                kept.stream()
                                        .map(draft -> draft.enrollment().id())
                                        .toList(),
                                kept.stream().map(draft -> draft.badge().id()).collect(Collectors.toSet()))
                        .then(announce.issued(kept)));
    }

    /** The result no longer completes. */
    @Transactional
    public Mono<Void> withdraw(Due due) {
        return settled(List.of(due)).flatMap(settled -> revokeOthers(settled, Set.of()));
    }

    private Mono<Set<UUID>> settled(List<Due> due) {
        return enrollments
                .lockAll(due.stream().map(one -> one.completion().enrollment()).toList())
                .thenMany(completions.settled(due))
                .collect(Collectors.toSet());
    }

    private Mono<List<Draft>> add(List<Draft> drafts) {
        return badges.addAll(drafts)
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
