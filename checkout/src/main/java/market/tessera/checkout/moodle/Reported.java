package market.tessera.checkout.moodle;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import market.tessera.checkout.completion.Progresses;
import market.tessera.checkout.completion.RecordScore;
import market.tessera.checkout.completion.Score;
import market.tessera.checkout.completion.Score.Activity;
import market.tessera.checkout.completion.Score.Grading;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollments;
import market.tessera.checkout.moodle.MoodleGrades.Grade;
import market.tessera.checkout.moodle.MoodleProgress.Said;
import market.tessera.platform.outbound.Unreachable;
import market.tessera.platform.outbound.Unreachable.Reason;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What a Moodle says of a learner's completion: which of the course's criteria are met, and whether that is enough, whatever the grade. */
@Component
class Reported {
    private static final String SOURCE = "moodle";

    private final Enrollments enrollments;
    private final RecordScore recordScore;
    private final Progresses progresses;
    private final Clock clock;

    Reported(Enrollments enrollments, RecordScore recordScore, Progresses progresses, Clock clock) {
        this.enrollments = enrollments;
        this.recordScore = recordScore;
        this.progresses = progresses;
        this.clock = clock;
    }

    /** @return whether the course is completed; errors with {@link Unreachable} where the answer says a time that there is not */
    Mono<Boolean> take(UUID enrollment, Said said) {
        return enrollments.find(enrollment).flatMap(found -> take(found, said));
    }

    private Mono<Boolean> take(Enrollment enrollment, Said said) {
        var now = clock.instant();
        var criteria = said.status().path("completions").valueStream().toList();
        var met = criteria.stream()
                .filter(criterion -> criterion.path("complete").asBoolean(false))
                .toList();
        var completed = said.isCompleted();
        var progress = criteria.isEmpty()
                ? Mono.<Void>empty()
                : progresses.put(
                        enrollment.id(),
                        new BigDecimal(met.size()).divide(new BigDecimal(criteria.size()), MathContext.DECIMAL32),
                        now);
        return progress.then(Mono.defer(() -> completed ? complete(enrollment, met, said.grade(), now) : Mono.empty()))
                .thenReturn(completed);
    }

    private Mono<Void> complete(Enrollment enrollment, List<JsonNode> met, Optional<Grade> grade, Instant now) {
        var at = met.stream()
                .mapToLong(criterion -> criterion.path("timecompleted").asLong(0))
                .filter(seconds -> seconds > 0)
                .max()
                .stream()
                .mapToObj(Reported::time)
                .filter(time -> time.isBefore(now))
                .findFirst()
                .orElse(now);
        var score = new Score(
                now,
                Activity.COMPLETED,
                Grading.FULLY_GRADED,
                grade.map(Grade::given).orElse(null),
                grade.map(Grade::maximum).orElse(null),
                null);
        return recordScore
                .record(enrollment, score, BigDecimal.ZERO, SOURCE, at)
                .then();
    }

    private static Instant time(long seconds) {
        try {
            return Instant.ofEpochSecond(seconds);
        } catch (DateTimeException absurd) {
            throw new Unreachable(Reason.MALFORMED, "timecompleted", absurd);
        }
    }
}
