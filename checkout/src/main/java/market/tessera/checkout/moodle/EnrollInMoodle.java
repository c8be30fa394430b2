package market.tessera.checkout.moodle;

import java.util.Map;
import java.util.UUID;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollment.State;
import market.tessera.checkout.moodle.MoodleLearners.Seat;
import market.tessera.platform.outbound.Unreachable;
import market.tessera.platform.outbound.Unreachable.Reason;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Enrolls a learner in the Moodle's course, or unenrolls one who has given the place back; doing it again changes nothing there. */
@Service
public class EnrollInMoodle {
    private static final String STUDENT = "5";

    private final Moodles moodles;
    private final MoodlePeople people;
    private final MoodleLearners learners;
    private final MoodleCalls calls;

    EnrollInMoodle(Moodles moodles, MoodlePeople people, MoodleLearners learners, MoodleCalls calls) {
        this.moodles = moodles;
        this.people = people;
        this.learners = learners;
        this.calls = calls;
    }

    /** @return errors with {@link Unreachable} unless the Moodle has done it, now or before */
    public Mono<Void> tell(UUID connection, Enrollment enrollment) {
        return moodles.find(connection)
                .switchIfEmpty(Mono.error(() -> new Unreachable(Reason.NOT_CONNECTED)))
                .flatMap(moodle -> enrollment.state() == State.WITHDRAWN
                        ? unenroll(moodle, connection, enrollment)
                        : enroll(moodle, connection, enrollment));
    }

    private Mono<Void> enroll(Moodle moodle, UUID connection, Enrollment enrollment) {
        return course(connection, enrollment)
                .flatMap(course -> people.findOrCreate(moodle, enrollment.learner())
                        .map(user -> new Seat(enrollment.id(), connection, user, course)))
                .delayUntil(seat -> calls.call(
                        moodle,
                        "enrol_manual_enrol_users",
                        Map.of(
                                "enrolments[0][roleid]",
                                STUDENT,
                                "enrolments[0][userid]",
                                Long.toString(seat.moodleUser()),
                                "enrolments[0][courseid]",
                                Long.toString(seat.course()))))
                .delayUntil(seat -> leaveFormer(moodle, seat))
                .flatMap(learners::put);
    }

    /** Somebody else was enrolled for the same place before, by an address that was wrong. */
    private Mono<Void> leaveFormer(Moodle moodle, Seat taken) {
        return learners.find(taken.enrollment())
                .filter(former ->
                        former.connection().equals(taken.connection()) && former.moodleUser() != taken.moodleUser())
                .flatMap(former -> end(moodle, former));
    }

    /** Whether the enrolling has reached it may be unknown: whom it does not know it need not unenroll. */
    private Mono<Void> unenroll(Moodle moodle, UUID connection, Enrollment enrollment) {
        return learners.find(enrollment.id())
                .switchIfEmpty(Mono.defer(() -> Mono.zip(
                                people.find(moodle, enrollment.learner()),
                                moodles.course(connection, course(enrollment)))
                        .map(found -> new Seat(enrollment.id(), connection, found.getT1(), found.getT2()))))
                .flatMap(seat -> end(moodle, seat))
                .then(learners.done(enrollment.id()));
    }

    /** Unless the same user has the course by another place as well. */
    private Mono<Void> end(Moodle moodle, Seat seat) {
        return learners.hasAnother(seat)
                .filter(another -> !another)
                .flatMap(_ -> calls.call(
                        moodle,
                        "enrol_manual_unenrol_users",
                        Map.of(
                                "enrolments[0][userid]",
                                Long.toString(seat.moodleUser()),
                                "enrolments[0][courseid]",
                                Long.toString(seat.course()))))
                .then();
    }

    private Mono<Long> course(UUID connection, Enrollment enrollment) {
        return moodles.course(connection, course(enrollment))
                .switchIfEmpty(Mono.error(() -> new Unreachable(
                        Reason.REFUSED,
                        "no course is chosen for " + enrollment.course().title(),
                        null)));
    }

    private static UUID course(Enrollment enrollment) {
        return enrollment.course().offering();
    }
}
