package market.tessera.checkout.rollcall;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.connection.Connections;
import market.tessera.checkout.enrollment.Enrollment.State;
import market.tessera.checkout.moodle.MoodleSite;
import market.tessera.checkout.rollcall.Difference.Kind;
import market.tessera.checkout.rollcall.RollCalls.Due;
import market.tessera.checkout.rollcall.RollCalls.Found;
import market.tessera.checkout.work.OneOfMany;
import market.tessera.platform.outbound.Unreachable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asks systems that can be asked, course by course, whom they know. One that does not answer keeps what was found before. */
@Service
class CallRoll {
    private static final Duration EVERY = Duration.ofDays(1);

    private final RollCalls calls;
    private final MoodleSite moodle;
    private final Connections connections;
    private final DatabaseClient database;

    CallRoll(RollCalls calls, MoodleSite moodle, Connections connections, DatabaseClient database) {
        this.calls = calls;
        this.moodle = moodle;
        this.connections = connections;
        this.database = database;
    }

    record Course(long course, String title) {}

    record Seat(UUID enrollment, long moodleUser, State state) {}

    /** Emits how many systems were asked. */
    Mono<Long> due() {
        return calls.due(EVERY)
                .concatMap(due -> OneOfMany.attempt("Asking for the learners", due.connection(), () -> ask(due))
                        .thenReturn(due))
                .count();
    }

    private Mono<Void> ask(Due due) {
        return courses(due.connection())
                .concatMap(course -> differences(due.connection(), course))
                .collectList()
                .flatMap(found -> calls.keep(
                        due.connection(),
                        due.provider(),
                        found.stream().flatMap(List::stream).toList()))
                .then(connections.succeeded(due.connection()))
                .onErrorResume(Unreachable.class, failure -> connections.failed(due.connection(), failure));
    }

    private Flux<Course> courses(UUID connection) {
        return database.sql(
                        "select course, min(title) as title from moodle_course where connection = :connection group by course")
                .bind("connection", connection)
                .mapProperties(Course.class)
                .all();
    }

    private Mono<List<Found>> differences(UUID connection, Course course) {
        return Mono.zip(
                        moodle.students(connection, course.course()).collect(HashSet<Long>::new, Set::add),
                        seats(connection, course).collectList())
                .map(known -> compare(course, known.getT1(), known.getT2()));
    }

    private Flux<Seat> seats(UUID connection, Course course) {
        return database.sql("""
                        select m.enrollment, m.moodle_user, e.state from moodle_learner m join enrollment e on e.id = m.enrollment
                        where m.connection = :connection and m.course = :course order by e.requested_at
                        """)
                .bind("connection", connection)
                .bind("course", course.course())
                .mapProperties(Seat.class)
                .all();
    }

    /** Somebody may have several enrollments for one course: one that is not given back is enough to be there. */
    private static List<Found> compare(Course course, Set<Long> there, List<Seat> here) {
        var found = new ArrayList<Found>();
        var ours = new HashSet<Long>();
        var open = new HashSet<Long>();
        for (var seat : here) {
            ours.add(seat.moodleUser());
            if (seat.state() != State.WITHDRAWN) {
                open.add(seat.moodleUser());
            }
        }
        for (var seat : here) {
            var isThere = there.contains(seat.moodleUser());
            var active = seat.state() == State.CONFIRMED || seat.state() == State.ACTIVE;
            if (active && !isThere) {
                found.add(new Found(Kind.DROPPED, seat.enrollment(), null, course.title()));
            }
            if (seat.state() == State.WITHDRAWN && isThere && open.add(seat.moodleUser())) {
                found.add(new Found(Kind.STILL_THERE, seat.enrollment(), null, course.title()));
            }
        }
        there.stream()
                .filter(user -> !ours.contains(user))
                .sorted()
                .forEach(user -> found.add(new Found(Kind.UNKNOWN, null, Long.toString(user), course.title())));
        return found;
    }
}
