package market.tessera.checkout.moodle;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Which learners are in which course of a Moodle, under which number. */
@Repository
class MoodleLearners {
    private static final int BATCH = 50;

    private final DatabaseClient database;
    private final Clock clock;

    MoodleLearners(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    record Seat(UUID enrollment, UUID connection, long moodleUser, long course) {}

    Mono<Void> put(Seat seat) {
        return database.sql("""
                        insert into moodle_learner (enrollment, connection, moodle_user, course, look_at)
                        values (:enrollment, :connection, :user, :course, :now)
                        on conflict (enrollment) do update set connection = excluded.connection, moodle_user = excluded.moodle_user,
                          course = excluded.course, look_at = excluded.look_at
                        """)
                .bind("enrollment", seat.enrollment())
                .bind("connection", seat.connection())
                .bind("user", seat.moodleUser())
                .bind("course", seat.course())
                .bind("now", clock.instant())
                .then();
    }

    Mono<Seat> find(UUID enrollment) {
        return database.sql(
                        "select enrollment, connection, moodle_user, course from moodle_learner where enrollment = :enrollment")
                .bind("enrollment", enrollment)
                .mapProperties(Seat.class)
                .one();
    }

    /** Whether the same user has that course by another enrollment, too: then giving one back does not end the other. */
    Mono<Boolean> hasAnother(Seat seat) {
        return database.sql("""
                        select count(*) > 0 from moodle_learner m join enrollment e on e.id = m.enrollment
                        where m.connection = :connection and m.course = :course and m.moodle_user = :user
                          and m.enrollment <> :enrollment and e.state <> 'WITHDRAWN'
                        """)
                .bind("connection", seat.connection())
                .bind("course", seat.course())
                .bind("user", seat.moodleUser())
                .bind("enrollment", seat.enrollment())
                .mapValue(Boolean.class)
                .one();
    }

    /** Takes those whose completion is to be looked up now, and puts the next look off. */
    Flux<Seat> due(Duration pause) {
        return database.sql("""
                        update moodle_learner set look_at = :next where enrollment in (
                          select m.enrollment from moodle_learner m join enrollment e on e.id = m.enrollment
                          where m.look_at <= :now and e.state in ('CONFIRMED', 'ACTIVE')
                          order by m.look_at limit :batch for update of m skip locked)
                        returning enrollment, connection, moodle_user, course
                        """)
                .bind("next", clock.instant().plus(pause))
                .bind("now", clock.instant())
                .bind("batch", BATCH)
                .mapProperties(Seat.class)
                .all();
    }

    /** There is nothing more to look for. */
    Mono<Void> done(UUID enrollment) {
        return database.sql("update moodle_learner set look_at = null where enrollment = :enrollment")
                .bind("enrollment", enrollment)
                .then();
    }
}
