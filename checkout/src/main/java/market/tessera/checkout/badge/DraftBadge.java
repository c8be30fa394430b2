package market.tessera.checkout.badge;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import market.tessera.checkout.badge.Badge.Merit;
import market.tessera.checkout.badge.CourseAchievement.Award;
import market.tessera.checkout.badge.PrepareBadge.Unsigned;
import market.tessera.checkout.completion.Completions.Due;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Writes badges of courses, with the letters that tell of them, and has them signed by their providers' keys, in both forms. All that takes time is done
 * here, before a transaction begins.
 */
@Component
class DraftBadge {
    /** A processor is left to whoever waits for an answer: badges can wait. */
    private static final int SIGNERS = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);

    private final PrepareBadge prepare;
    private final CourseAchievement achievement;
    private final BadgeLetter letter;
    private final Clock clock;

    DraftBadge(PrepareBadge prepare, CourseAchievement achievement, BadgeLetter letter, Clock clock) {
        this.prepare = prepare;
        this.achievement = achievement;
        this.letter = letter;
        this.clock = clock;
    }

    Mono<List<Draft>> draft(Collection<Due> due) {
        return prepare.prepare(due).flatMap(this::sign);
    }

    private Mono<List<Draft>> sign(List<Unsigned> unsigned) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return Flux.fromIterable(unsigned)
                .parallel(SIGNERS)
                .runOn(Schedulers.parallel())
                .map(one -> sign(one, now))
                .sequential()
                .collectList();
    }

    private Draft sign(Unsigned unsigned, Instant now) {
        var enrollment = unsigned.completed().enrollment();
        var badge = badge(award(unsigned), unsigned, now);
        return new Draft(
                unsigned.completed().due(),
                enrollment,
                badge,
                letter.write(badge, enrollment.learner(), enrollment.course().providerName()));
    }

    private static Award award(Unsigned unsigned) {
        var completed = unsigned.completed();
        return new Award(
                UUID.randomUUID(),
                unsigned.signer().issuer(),
                completed.enrollment(),
                completed.due().completion(),
                completed.edition(),
                completed.endorsements());
    }

    private Badge badge(Award award, Unsigned unsigned, Instant now) {
        var signed = unsigned.signer().sign(achievement.write(award, unsigned.slot(), now), now);
        var enrollment = award.enrollment();
        var course = enrollment.course();
        return new Badge(
                award.id(),
                award.issuer().provider(),
                new Merit.Course(enrollment.id(), course.offering(), course.edition()),
                course.title(),
                enrollment.learner().name(),
                unsigned.slot(),
                signed.credential(),
                signed.jwt(),
                now,
                null,
                null);
    }
}
