package market.tessera.checkout.moodle;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import market.tessera.checkout.completion.Progresses;
import market.tessera.checkout.completion.RecordScore;
import market.tessera.checkout.completion.Score;
import market.tessera.checkout.completion.Score.Activity;
import market.tessera.checkout.completion.Score.Grading;
import market.tessera.checkout.enrollment.Enrollment;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What a Moodle says of a learner's completion: which of the course's criteria are met, and whether that is enough. It says no grade. */
@Component
class Reported {
    private static final String SOURCE = "moodle";

    private final RecordScore recordScore;
    private final Progresses progresses;
    private final Clock clock;

    Reported(RecordScore recordScore, Progresses progresses, Clock clock) {
        this.recordScore = recordScore;
        this.progresses = progresses;
        this.clock = clock;
    }

    /** Emits whether the course is completed. */
    Mono<Boolean> take(Enrollment enrollment, JsonNode status) {
        var now = clock.instant();
        var criteria = status.path("completions").valueStream().toList();
        var met = criteria.stream()
                .filter(criterion -> criterion.path("complete").asBoolean(false))
                .toList();
        var completed = status.path("completed").asBoolean(false);
        var progress = criteria.isEmpty()
                ? Mono.<Void>empty()
                : progresses.put(
                        enrollment.id(),
                        new BigDecimal(met.size()).divide(new BigDecimal(criteria.size()), MathContext.DECIMAL32),
                        now);
        return progress.then(Mono.defer(() -> completed ? complete(enrollment, met, now) : Mono.empty()))
                .thenReturn(completed);
    }

    private Mono<Void> complete(Enrollment enrollment, List<JsonNode> met, Instant now) {
        var at = met.stream()
                .mapToLong(criterion -> criterion.path("timecompleted").asLong(0))
                .filter(seconds -> seconds > 0)
                .max()
                .stream()
                .mapToObj(Instant::ofEpochSecond)
                .filter(time -> time.isBefore(now))
                .findFirst()
                .orElse(now);
        var score = new Score(now, Activity.COMPLETED, Grading.FULLY_GRADED, null, null, null);
        return recordScore
                .record(enrollment, score, BigDecimal.ZERO, SOURCE, at)
                .then();
    }
}
