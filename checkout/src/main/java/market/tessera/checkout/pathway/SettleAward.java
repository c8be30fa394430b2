package market.tessera.checkout.pathway;

import java.util.UUID;
import market.tessera.checkout.badge.AnnounceBadge;
import market.tessera.checkout.badge.Badge;
import market.tessera.checkout.badge.Badges;
import market.tessera.checkout.badge.RevokeBadge;
import market.tessera.checkout.enrollment.Enrollments;
import market.tessera.checkout.pathway.Progress.Due;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/**
 * Makes what was decided so, unless something has happened since: then it is looked at again. Each emits whether it was done; who comes second with
 * the same decision waits for the first, and then does nothing.
 */
@Service
class SettleAward {
    private static final String PART_REVOKED = "A badge that it was made of was revoked.";
    private static final String PART_REPLACED = "A badge that it was made of was replaced.";

    private final Enrollments enrollments;
    private final Progress progress;
    private final Badges badges;
    private final RevokeBadge revoke;
    private final AnnounceBadge announce;

    SettleAward(Enrollments enrollments, Progress progress, Badges badges, RevokeBadge revoke, AnnounceBadge announce) {
        this.enrollments = enrollments;
        this.progress = progress;
        this.badges = badges;
        this.revoke = revoke;
        this.announce = announce;
    }

    @Transactional
    public Mono<Boolean> nothing(Due due) {
        return progress.settled(due);
    }

    @Transactional
    public Mono<Boolean> award(Due due, Badge badge, Pathway pathway) {
        return isStillThere(due.learner())
                .flatMap(there -> progress.settled(due).map(first -> first && there))
                .filter(open -> open)
                .filterWhen(_ -> badges.addOfPathway(badge))
                .delayUntil(_ -> announce.issued(
                        badge, PathwayBadge.learner(pathway), pathway.provider().name()))
                .defaultIfEmpty(false);
    }

    @Transactional
    public Mono<Boolean> replace(Due due, Badge held, Badge next, Pathway pathway) {
        return isStillThere(due.learner())
                .flatMap(there -> progress.settled(due)
                        .filter(first -> first)
                        .delayUntil(_ -> revoke.revoke(held.id(), PART_REPLACED))
                        .filter(_ -> there))
                .filterWhen(_ -> badges.addOfPathway(next))
                .delayUntil(_ -> announce.issued(
                        next, PathwayBadge.learner(pathway), pathway.provider().name()))
                .defaultIfEmpty(false);
    }

    /**
     * Whether the learner has not deleted the account meanwhile: a badge would name somebody who wants to be forgotten, or nobody. Who is forgotten at
     * this moment is so before this goes on, or finds what this has kept. Enrollments are locked before all else, as everywhere.
     */
    private Mono<Boolean> isStillThere(UUID learner) {
        return enrollments
                .lockOfLearner(learner)
                .collectList()
                .map(all -> all.stream().noneMatch(one -> one.learner().isForgotten()));
    }

    @Transactional
    public Mono<Boolean> revoke(Due due, Badge held) {
        return progress.settled(due)
                .filter(first -> first)
                .delayUntil(_ -> revoke.revoke(held.id(), PART_REVOKED))
                .defaultIfEmpty(false);
    }
}
