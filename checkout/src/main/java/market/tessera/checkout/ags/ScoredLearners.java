package market.tessera.checkout.ags;

import java.math.BigDecimal;
import java.util.UUID;
import market.tessera.checkout.completion.Scores;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollments;
import market.tessera.checkout.lti.LtiLink;
import market.tessera.checkout.lti.LtiUsers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The learners behind the names that a tool uses, as far as they have a place in the course. */
@Component
class ScoredLearners {
    private final LtiUsers users;
    private final Enrollments enrollments;
    private final Scores scores;

    ScoredLearners(LtiUsers users, Enrollments enrollments, Scores scores) {
        this.users = users;
        this.enrollments = enrollments;
        this.scores = scores;
    }

    /** A learner's newest score under the tool's name for the learner. */
    record Result(
            UUID subject,
            @Nullable BigDecimal given,
            @Nullable BigDecimal maximum) {}

    Mono<Enrollment> enrollment(LtiLink link, String userId) {
        return users.learner(link.provider(), userId)
                .flatMap(learner -> enrollments.inIntake(link.intake(), learner))
                .filter(enrollment -> enrollment.state().isOpen());
    }

    /** @param userId only that learner's; null for everybody's */
    Flux<Result> results(LtiLink link, @Nullable String userId) {
        var chosen = userId == null
                ? enrollments.inIntake(link.intake())
                : enrollment(link, userId).flux();
        return chosen.flatMapSequential(enrollment -> result(link, enrollment), 4);
    }

    private Mono<Result> result(LtiLink link, Enrollment enrollment) {
        return Mono.justOrEmpty(enrollment.learner().account())
                .flatMap(learner -> users.knownSubject(link.provider(), learner))
                .zipWith(scores.of(enrollment.id()))
                .map(found -> new Result(
                        found.getT1(), found.getT2().given(), found.getT2().maximum()));
    }
}
