package market.tessera.checkout.enrollment;

import java.time.Clock;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import market.tessera.checkout.enrollment.Enrollment.State;
import market.tessera.checkout.sql.Bindings;
import market.tessera.platform.eventlog.EventLog;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All enrollments. Every change of one is told to the log in the transaction that makes it. */
@Repository
public class Enrollments {
    private final DatabaseClient database;
    private final EventLog log;
    private final Clock clock;

    Enrollments(DatabaseClient database, EventLog log, Clock clock) {
        this.database = database;
        this.log = log;
        this.clock = clock;
    }

    public Mono<Enrollment> find(UUID id) {
        return database.sql(EnrollmentRows.SELECT + "where id = :id")
                .bind("id", id)
                .map(EnrollmentRows::read)
                .one();
    }

    public Flux<Enrollment> findAll(Collection<UUID> ids) {
        return database.sql(EnrollmentRows.SELECT + "where id = any(:ids)")
                .bind("ids", ids.toArray(UUID[]::new))
                .map(EnrollmentRows::read)
                .all();
    }

    /** Of the place of an order's line, as long as it was not withdrawn. */
    public Mono<Enrollment> ofLine(UUID line) {
        return database.sql(EnrollmentRows.SELECT + "where line = :line and state <> 'WITHDRAWN'")
                .bind("line", line)
                .map(EnrollmentRows::read)
                .one();
    }

    /** As {@link #ofLine}, and nobody else changes it until the caller's transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Mono<Enrollment> lockOfLine(UUID line) {
        return ofLine(line).flatMap(found -> lock(found.id())).filter(found -> found.state() != State.WITHDRAWN);
    }

    /** A learner's own enrollments, newest first. */
    public Flux<Enrollment> ofLearner(UUID learner) {
        return database.sql(EnrollmentRows.SELECT + "where learner = :learner order by requested_at desc, id limit 200")
                .bind("learner", learner)
                .map(EnrollmentRows::read)
                .all();
    }

    /** The learner's place in an intake; the newest, if it was bought again. */
    public Mono<Enrollment> inIntake(UUID intake, UUID learner) {
        return database.sql(EnrollmentRows.SELECT
                        + "where intake = :intake and learner = :learner order by requested_at desc, id limit 1")
                .bind("intake", intake)
                .bind("learner", learner)
                .map(EnrollmentRows::read)
                .one();
    }

    /** Everybody with a place in an intake, as far as it was claimed; at most a thousand. */
    public Flux<Enrollment> inIntake(UUID intake) {
        return database.sql(
                        EnrollmentRows.SELECT + "where intake = :intake and learner is not null order by id limit 1000")
                .bind("intake", intake)
                .map(EnrollmentRows::read)
                .all();
    }

    /**
     * Takes a step: locks the enrollment, writes what the step makes of it and tells the log. Emits the new value; nothing if the step cannot
     * be taken any more, so that doing something twice does it once.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Mono<Enrollment> change(UUID id, Function<Enrollment, Optional<Enrollment>> step) {
        return lock(id).flatMap(found -> Mono.justOrEmpty(step.apply(found))).flatMap(this::save);
    }

    /** Nobody else changes it until the caller's transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Mono<Enrollment> lock(UUID id) {
        return database.sql(EnrollmentRows.SELECT + "where id = :id for update")
                .bind("id", id)
                .map(EnrollmentRows::read)
                .one();
    }

    private Mono<Enrollment> save(Enrollment changed) {
        return database.sql("""
                        update enrollment set version = :version, state = :state, grade = :grade, badge = :badge,
                          name = :name, email = :email, changed_at = :now
                        where id = :id
                        """)
                .bind("version", changed.version())
                .bind("state", changed.state().name())
                .bind("grade", Bindings.nullable(changed.grade(), String.class))
                .bind("badge", Bindings.nullable(changed.badge(), UUID.class))
                .bind("name", changed.learner().name())
                .bind("email", changed.learner().email())
                .bind("now", clock.instant())
                .bind("id", changed.id())
                .then()
                .then(log.append(EnrollmentUpdated.of(changed, clock.instant())))
                .thenReturn(changed);
    }
}
