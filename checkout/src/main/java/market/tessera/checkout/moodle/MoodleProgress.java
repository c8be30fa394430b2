package market.tessera.checkout.moodle;

import java.util.Map;
import java.util.Optional;
import market.tessera.checkout.moodle.MoodleGrades.Grade;
import market.tessera.checkout.moodle.MoodleLearners.Seat;
import market.tessera.platform.outbound.Unreachable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** How far a learner is in a course of a Moodle. */
@Component
class MoodleProgress {
    private final Moodles moodles;
    private final MoodleCalls calls;
    private final MoodleGrades grades;

    MoodleProgress(Moodles moodles, MoodleCalls calls, MoodleGrades grades) {
        this.moodles = moodles;
        this.calls = calls;
        this.grades = grades;
    }

    /**
     * What a Moodle says of it.
     *
     * @param status with {@code completed} and the course's criteria as {@code completions}
     * @param grade of who has completed, if there is one to be read
     */
    record Said(JsonNode status, Optional<Grade> grade) {
        boolean isCompleted() {
            return status.path("completed").asBoolean(false);
        }
    }

    /** @return empty where the connection is no Moodle any more; errors with {@link Unreachable} */
    Mono<Said> of(Seat seat) {
        return moodles.find(seat.connection())
                .flatMap(moodle -> calls.call(
                                moodle,
                                "core_completion_get_course_completion_status",
                                Map.of(
                                        "courseid",
                                        Long.toString(seat.course()),
                                        "userid",
                                        Long.toString(seat.moodleUser())))
                        .map(answer -> new Said(answer.path("completionstatus"), Optional.empty()))
                        .flatMap(said -> said.isCompleted() ? graded(moodle, seat, said) : Mono.just(said)));
    }

    private Mono<Said> graded(Moodle moodle, Seat seat, Said said) {
        return grades.of(moodle, seat).map(grade -> new Said(said.status(), grade));
    }
}
