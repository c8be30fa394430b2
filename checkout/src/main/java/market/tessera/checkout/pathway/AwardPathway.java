package market.tessera.checkout.pathway;

import java.util.stream.Collectors;
import market.tessera.checkout.badge.Badge;
import market.tessera.checkout.badge.Badges;
import market.tessera.checkout.pathway.Progress.Due;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Gives a pathway's badge to who has met its rule, and takes it back from who no longer has.
 *
 * <p>A badge names its parts, and stays for as long as all of these are in force: a pathway that asks for more later, or is not offered any more,
 * takes nothing from who has earned it. When one of the parts is revoked, the badge is; another one follows at once if the rule is met by what is
 * left, as when a result was corrected.
 */
@Service
class AwardPathway {
    private static final Logger LOG = LoggerFactory.getLogger(AwardPathway.class);

    private final Progress progress;
    private final Pathways pathways;
    private final Badges badges;
    private final PathwayBadge draft;
    private final SettleAward settle;

    AwardPathway(Progress progress, Pathways pathways, Badges badges, PathwayBadge draft, SettleAward settle) {
        this.progress = progress;
        this.pathways = pathways;
        this.badges = badges;
        this.draft = draft;
        this.settle = settle;
    }

    /** Does what is due and emits how much was tried. One that fails does not hold up the others: it is due again later. */
    Mono<Long> due() {
        return progress.lease().concatMap(this::attempt).count();
    }

    private Mono<Due> attempt(Due due) {
        return decide(due)
                .onErrorResume(RuntimeException.class, failure -> {
                    LOG.error("Pathway {} of learner {} could not be looked at", due.pathway(), due.learner(), failure);
                    return Mono.empty();
                })
                .thenReturn(due);
    }

    private Mono<Void> decide(Due due) {
        return pathways.find(due.pathway(), due.learner())
                .flatMap(pathway -> badges.inForce(due.pathway(), due.learner())
                        .flatMap(held -> keepOrReplace(due, pathway, held))
                        .switchIfEmpty(Mono.defer(() -> awardIfMet(due, pathway))))
                .switchIfEmpty(Mono.defer(() -> settle.nothing(due)))
                .then();
    }

    /** Emits something in any case, so that what follows knows that it was decided. */
    private Mono<Boolean> keepOrReplace(Due due, Pathway pathway, Badge held) {
        var earned = pathway.earned().stream().map(Part.Earned::badge).collect(Collectors.toSet());
        return draft.parts(held).allMatch(earned::contains)
                ? settle.nothing(due)
                : pathway.standing().isMet() && !pathway.isOfNobody()
                        ? draft.draft(pathway, due.learner()).flatMap(next -> settle.replace(due, held, next, pathway))
                        : settle.revoke(due, held);
    }

    private Mono<Boolean> awardIfMet(Due due, Pathway pathway) {
        return Mono.just(pathway)
                .filter(found -> found.listed() && found.standing().isMet() && !found.isOfNobody())
                .filterWhen(
                        found -> badges.isBarred(due.pathway(), due.learner()).map(barred -> !barred))
                .flatMap(found -> draft.draft(found, due.learner()))
                .flatMap(badge -> settle.award(due, badge, pathway))
                .switchIfEmpty(Mono.defer(() -> settle.nothing(due)));
    }
}
