package market.tessera.checkout.enrollment;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import market.tessera.checkout.enrollment.Enrollment.State;
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

    /** The learner's place in an intake; the newest of several, and one that was given back only if there is no other. */
    public Mono<Enrollment> inIntake(UUID intake, UUID learner) {
        return database.sql(
                        EnrollmentRows.SELECT
                                + "where intake = :intake and learner = :learner order by state = 'WITHDRAWN', requested_at desc, id limit 1")
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

    /** As {@link #change}, of many with three statements. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Flux<Enrollment> changeAll(Collection<UUID> ids, Function<Enrollment, Optional<Enrollment>> step) {
        return lockAll(ids)
                .mapNotNull(found -> step.apply(found).orElse(null))
                .collectList()
                .flatMapMany(this::saveAll);
    }

    /** As {@link #changeAll}, of those that the caller's transaction has locked and read. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Flux<Enrollment> changeLocked(
            Collection<Enrollment> locked, Function<Enrollment, Optional<Enrollment>> step) {
        return saveAll(locked.stream().map(step).flatMap(Optional::stream).toList());
    }

    /** As {@link #lock}, of many in one order. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Flux<Enrollment> lockAll(Collection<UUID> ids) {
        return database.sql(EnrollmentRows.SELECT + "where id = any(:ids) order by id for update")
                .bind("ids", ids.toArray(UUID[]::new))
                .map(EnrollmentRows::read)
                .all();
    }

    /** As {@link #lockAll}, of everything that the places of these lines have been. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Flux<Enrollment> lockOfLines(Collection<UUID> lines) {
        return database.sql(EnrollmentRows.SELECT + "where line = any(:lines) order by id for update")
                .bind("lines", lines.toArray(UUID[]::new))
                .map(EnrollmentRows::read)
                .all();
    }

    /** As {@link #lockAll}, of everything that a learner has. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Flux<Enrollment> lockOfLearner(UUID learner) {
        return database.sql(EnrollmentRows.SELECT + "where learner = :learner order by id for update")
                .bind("learner", learner)
                .map(EnrollmentRows::read)
                .all();
    }

    private Mono<Enrollment> save(Enrollment changed) {
        return saveAll(List.of(changed)).single();
    }

    private Flux<Enrollment> saveAll(List<Enrollment> changed) {
        return changed.isEmpty()
                ? Flux.empty()
                : write(changed)
                        .then(log.append(changed.stream()
                                .map(one -> EnrollmentUpdated.of(one, clock.instant()))
                                .toList()))
                        .thenMany(Flux.fromIterable(changed));
    }

    private Mono<Void> write(List<Enrollment> changed) {
        return database.sql("""
                        update enrollment e set version = c.version, state = c.state, grade = c.grade, badge = c.badge,
                          name = c.name, email = c.email, changed_at = :now
                        from unnest(:ids::uuid[], :versions::bigint[], :states::text[], :grades::text[], :badges::uuid[], :names::text[],
                          :emails::text[]) as c (id, version, state, grade, badge, name, email)
                        where e.id = c.id
                        """)
                .bind("ids", changed.stream().map(Enrollment::id).toArray(UUID[]::new))
                .bind("versions", changed.stream().map(Enrollment::version).toArray(Long[]::new))
                .bind("states", changed.stream().map(one -> one.state().name()).toArray(String[]::new))
                .bind("grades", changed.stream().map(Enrollment::grade).toArray(String[]::new))
                .bind("badges", changed.stream().map(Enrollment::badge).toArray(UUID[]::new))
                .bind("names", changed.stream().map(one -> one.learner().name()).toArray(String[]::new))
                .bind(
                        "emails",
                        changed.stream().map(one -> one.learner().email()).toArray(String[]::new))
                .bind("now", clock.instant())
                .then();
    }
}
