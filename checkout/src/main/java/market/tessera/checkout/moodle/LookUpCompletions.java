package market.tessera.checkout.moodle;

import java.util.Map;
import market.tessera.checkout.connection.Connections;
import market.tessera.checkout.enrollment.Enrollments;
import market.tessera.checkout.moodle.MoodleLearners.Seat;
import market.tessera.platform.outbound.Unreachable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Asks each Moodle how far its learners are; who has met the course's criteria there has completed. */
@Service
class LookUpCompletions {
    private static final int AT_ONCE = 4;

    private final Moodles moodles;
    private final MoodleLearners learners;
    private final MoodleCalls calls;
    private final Enrollments enrollments;
    private final Connections connections;
    private final Reported reported;
    private final MoodleProperties properties;

    LookUpCompletions(
            Moodles moodles,
            MoodleLearners learners,
            MoodleCalls calls,
            Enrollments enrollments,
            Connections connections,
            Reported reported,
            MoodleProperties properties) {
        this.moodles = moodles;
        this.learners = learners;
        this.calls = calls;
        this.enrollments = enrollments;
        this.connections = connections;
        this.reported = reported;
        this.properties = properties;
    }

    /** Emits how many were looked up. */
    Mono<Long> due() {
        return learners.due(properties.lookEvery())
                .flatMap(seat -> lookUp(seat).thenReturn(seat), AT_ONCE)
                .count();
    }

    private Mono<Void> lookUp(Seat seat) {
        return moodles.find(seat.connection())
                .flatMap(moodle -> calls.call(
                        moodle,
                        "core_completion_get_course_completion_status",
                        Map.of("courseid", Long.toString(seat.course()), "userid", Long.toString(seat.moodleUser()))))
                .flatMap(status -> enrollments
                        .find(seat.enrollment())
                        .flatMap(enrollment -> reported.take(enrollment, status.path("completionstatus"))))
                .filter(completed -> completed)
                .flatMap(_ -> learners.done(seat.enrollment()))
                .onErrorResume(Unreachable.class, failure -> connections.failed(seat.connection(), failure));
    }
}
