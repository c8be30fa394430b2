package market.tessera.checkout.badge;

import java.util.UUID;
import market.tessera.checkout.completion.Completions;
import market.tessera.checkout.completion.Completions.Due;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollments;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/**
 * Makes a signed badge the one of its enrollment: with the events and the learner's mail, or not at all if there is one already for that result.
 * A badge for an earlier result is revoked.
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

    /** Enrollment, completion, badge: locked in the order in which a result is recorded. */
    @Transactional
    public Mono<Void> keep(Badge badge, Due due, Enrollment enrollment) {
        return enrollments
                .lock(enrollment.id())
                .filterWhen(_ -> completions.settled(due))
                .filterWhen(_ -> badges.add(badge, due.revision()))
                .flatMap(_ -> revokeOthers(enrollment.id(), badge.id()).then(announce.issued(badge, enrollment)));
    }

    /** The result no longer completes. */
    @Transactional
    public Mono<Void> withdraw(Due due) {
        var enrollment = due.completion().enrollment();
        return enrollments
                .lock(enrollment)
                .filterWhen(_ -> completions.settled(due))
                .flatMap(_ -> revokeOthers(enrollment, null));
    }

    private Mono<Void> revokeOthers(UUID enrollment, @Nullable UUID kept) {
        return badges.inForce(enrollment)
                .filter(badge -> !badge.equals(kept))
                .concatMap(badge -> revoke.revoke(badge, CORRECTED))
                .then();
    }
}
