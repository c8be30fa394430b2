package market.tessera.checkout.completion;

import java.time.Instant;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollment.State;
import market.tessera.checkout.enrollment.Enrollments;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Takes a provider's plain word that a learner has passed, or has not; said again it corrects what was said before in the same way. */
@Service
public class RecordWord {
    private final Completions completions;
    private final Enrollments enrollments;

    RecordWord(Completions completions, Enrollments enrollments) {
        this.completions = completions;
        this.enrollments = enrollments;
    }

    /** What became of it. */
    public enum Outcome {
        COMPLETED,
        CORRECTED,
        /** It was completed, and is no longer. */
        TAKEN_BACK,
        /** Nothing differs from what is known. */
        UNCHANGED,
        /** The result came in another way, in which it has to be corrected. */
        ELSEWHERE,
        /** The place was given back. */
        WITHDRAWN
    }

    /** @param source which way it came; another way's word is not corrected */
    @Transactional
    public Mono<Outcome> passed(Enrollment enrollment, @Nullable String grade, Instant at, String source) {
        var completion = new Completion(enrollment.id(), grade, null, at);
        return enrollments
                .change(enrollment.id(), current -> current.complete(grade))
                .delayUntil(_ -> completions.add(completion, source))
                .map(_ -> Outcome.COMPLETED)
                .switchIfEmpty(Mono.defer(() -> correct(completion, source)));
    }

    @Transactional
    public Mono<Outcome> failed(Enrollment enrollment, String source) {
        return enrollments
                .lock(enrollment.id())
                .flatMap(locked -> completions
                        .withdraw(locked.id(), source)
                        .flatMap(withdrawn -> withdrawn
                                ? enrollments
                                        .change(locked.id(), Enrollment::reopen)
                                        .thenReturn(Outcome.TAKEN_BACK)
                                : Mono.just(
                                        locked.state() == State.COMPLETED ? Outcome.ELSEWHERE : Outcome.UNCHANGED)));
    }

    private Mono<Outcome> correct(Completion completion, String source) {
        return enrollments
                .lock(completion.enrollment())
                .flatMap(locked -> locked.state() == State.COMPLETED
                        ? corrected(completion, source)
                        : Mono.just(Outcome.WITHDRAWN));
    }

    private Mono<Outcome> corrected(Completion completion, String source) {
        return completions
                .correct(completion, source)
                .flatMap(corrected -> corrected
                        ? enrollments
                                .change(completion.enrollment(), current -> current.correct(completion.grade()))
                                .thenReturn(Outcome.CORRECTED)
                        : completions
                                .cameBy(completion.enrollment(), source)
                                .map(same -> same ? Outcome.UNCHANGED : Outcome.ELSEWHERE));
    }
}
