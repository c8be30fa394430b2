package market.tessera.checkout.completion;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import market.tessera.checkout.completion.Recording.Outdated;
import market.tessera.checkout.completion.Recording.Recorded;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollments;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/**
 * Takes a score; the first that passes completes the enrollment, with a badge due. A later one that is final corrects it: another badge is due, or,
 * where it no longer passes, none. Duplicates and late arrivals change nothing.
 */
@Service
public class RecordScore {
    private final Scores scores;
    private final Completions completions;
    private final Enrollments enrollments;

    RecordScore(Scores scores, Completions completions, Enrollments enrollments) {
        this.scores = scores;
        this.completions = completions;
        this.enrollments = enrollments;
    }

    /**
     * @param passMark least share of the maximum that completes
     * @param source which way it came, such as {@code ags}
     */
    @Transactional
    public Mono<Recording> record(Enrollment enrollment, Score score, BigDecimal passMark, String source) {
        return take(enrollment, score, passMark, source, score.at());
    }

    /**
     * As {@link #record(Enrollment, Score, BigDecimal, String)}, of a system that says later than it happened.
     *
     * @param completedAt when the course was completed, if it was
     */
    @Transactional
    public Mono<Recording> record(
            Enrollment enrollment, Score score, BigDecimal passMark, String source, Instant completedAt) {
        return take(enrollment, score, passMark, source, completedAt);
    }

    private Mono<Recording> take(
            Enrollment enrollment, Score score, BigDecimal passMark, String source, Instant completedAt) {
        return scores.put(enrollment.id(), score)
                .flatMap(newest -> newest
                        ? complete(enrollment, score, passMark, source, completedAt)
                                .thenReturn(new Recorded())
                        : Mono.just(new Outdated()));
    }

    private Mono<Void> complete(
            Enrollment enrollment, Score score, BigDecimal passMark, String source, Instant completedAt) {
        if (score.passes(passMark)) {
            return enrollments
                    .change(
                            enrollment.id(),
                            current -> current.complete(score.grade().orElse(null)))
                    .delayUntil(_ -> completions.add(score.completes(enrollment.id(), completedAt), source))
                    .switchIfEmpty(Mono.defer(() -> correct(enrollment.id(), score, source, completedAt)))
                    .then();
        }
        return score.isFinal() ? withdraw(enrollment.id(), source).then() : Mono.empty();
    }

    /** The enrollment is locked before its completion, as when it is completed. */
    private Mono<Enrollment> correct(UUID enrollment, Score score, String source, Instant completedAt) {
        return enrollments
                .lock(enrollment)
                .filterWhen(_ -> completions.correct(score.completes(enrollment, completedAt), source))
                .flatMap(_ -> enrollments.change(
                        enrollment, current -> current.correct(score.grade().orElse(null))));
    }

    private Mono<Enrollment> withdraw(UUID enrollment, String source) {
        return enrollments
                .lock(enrollment)
                .filterWhen(_ -> completions.withdraw(enrollment, source))
                .flatMap(_ -> enrollments.change(enrollment, Enrollment::reopen));
    }
}
