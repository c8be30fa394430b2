package market.tessera.checkout.xapi;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import market.tessera.checkout.completion.Progresses;
import market.tessera.checkout.completion.RecordScore;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollment.State;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Hands what statements come to over to where results of every kind are recorded. */
@Component
class Results {
    private static final String SOURCE = "xapi";
    /** Whether a score is enough has been decided by the course that says "passed". */
    private static final BigDecimal ANY = BigDecimal.ZERO;
    /** More than anybody can achieve. */
    private static final BigDecimal NONE = new BigDecimal(1_000);

    private final RecordScore recordScore;
    private final Progresses progresses;

    Results(RecordScore recordScore, Progresses progresses) {
        this.recordScore = recordScore;
        this.progresses = progresses;
    }

    Mono<Void> take(Enrollment enrollment, Achievement achievement, Instant now) {
        var progress = achievement.progress();
        return recordScore
                .record(
                        enrollment,
                        achievement.score(now, enrollment.state() == State.COMPLETED),
                        achievement.isMet() ? ANY : NONE,
                        SOURCE,
                        Objects.requireNonNullElse(achievement.metAt(), now))
                .then(progress == null ? Mono.empty() : progresses.put(enrollment.id(), progress, now));
    }
}
