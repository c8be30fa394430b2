package market.tessera.checkout.pathway;

import market.tessera.checkout.badge.AnnounceBadge;
import market.tessera.checkout.badge.Badge;
import market.tessera.checkout.badge.Badges;
import market.tessera.checkout.badge.RevokeBadge;
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

    private final Progress progress;
    private final Badges badges;
    private final RevokeBadge revoke;
    private final AnnounceBadge announce;

    SettleAward(Progress progress, Badges badges, RevokeBadge revoke, AnnounceBadge announce) {
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
        return progress.settled(due)
                .filter(first -> first)
                .filterWhen(_ -> badges.addOfPathway(badge))
                .delayUntil(_ -> announce.issued(
                        badge, PathwayBadge.learner(pathway), pathway.provider().name()))
                .defaultIfEmpty(false);
    }

    @Transactional
    public Mono<Boolean> replace(Due due, Badge held, Badge next, Pathway pathway) {
        return progress.settled(due)
                .filter(first -> first)
                .delayUntil(_ -> revoke.revoke(held.id(), PART_REPLACED))
                .filterWhen(_ -> badges.addOfPathway(next))
                .delayUntil(_ -> announce.issued(
                        next, PathwayBadge.learner(pathway), pathway.provider().name()))
                .defaultIfEmpty(false);
    }

    @Transactional
    public Mono<Boolean> revoke(Due due, Badge held) {
        return progress.settled(due)
                .filter(first -> first)
                .delayUntil(_ -> revoke.revoke(held.id(), PART_REVOKED))
                .defaultIfEmpty(false);
    }
}
