package market.tessera.checkout.badge;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import market.tessera.checkout.badge.Badge.Merit;
import market.tessera.checkout.badge.CourseAchievement.Award;
import market.tessera.checkout.completion.Completion;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.issuer.Issuer;
import market.tessera.checkout.issuer.Issuers;
import market.tessera.checkout.issuer.SignCredential;
import market.tessera.checkout.status.StatusLists;
import market.tessera.checkout.status.StatusLists.Slot;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Writes the badge of a course and has it signed by its provider's keys, in both forms. */
@Component
class DraftBadge {
    private final Issuers issuers;
    private final StatusLists lists;
    private final CourseAchievement achievement;
    private final SignCredential sign;
    private final Clock clock;

    DraftBadge(Issuers issuers, StatusLists lists, CourseAchievement achievement, SignCredential sign, Clock clock) {
        this.issuers = issuers;
        this.lists = lists;
        this.achievement = achievement;
        this.sign = sign;
        this.clock = clock;
    }

    Mono<Badge> draft(Enrollment enrollment, Completion completion, JsonNode edition) {
        return issuers.of(edition.path("provider"))
                .flatMap(issuer -> lists.take(issuer.provider())
                        .flatMap(slot -> sign(
                                new Award(UUID.randomUUID(), issuer, enrollment, completion, edition), issuer, slot)));
    }

    private Mono<Badge> sign(Award award, Issuer issuer, Slot slot) {
        var course = award.enrollment().course();
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return sign.sign(issuer, achievement.write(award, slot, now), now)
                .map(signed -> new Badge(
                        award.id(),
                        issuer.provider(),
                        new Merit.Course(award.enrollment().id(), course.offering(), course.edition()),
                        course.title(),
                        award.enrollment().learner().name(),
                        slot,
                        signed.credential(),
                        signed.jwt(),
                        now,
                        null,
                        null));
    }
}
