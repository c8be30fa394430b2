package market.tessera.checkout.handoff;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What has to be handed over, and when next. */
@Repository
class Handoffs {
    private static final int BATCH = 50;
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final DatabaseClient database;
    private final Clock clock;

    Handoffs(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param attempts including the one that begins now */
    record Attempt(UUID enrollment, int attempts) {}

    /** Takes what is due, for the length of a lease: if this program dies now, it is due again after that. */
    Flux<Attempt> lease() {
        return database.sql("""
                        update handoff set attempts = attempts + 1, due_at = :until
                        where enrollment in (
                          select enrollment from handoff where due_at <= :now order by due_at limit :batch for update skip locked)
                        returning enrollment, attempts
                        """)
                .bind("until", clock.instant().plus(LEASE))
                .bind("now", clock.instant())
                .bind("batch", BATCH)
                .mapProperties(Attempt.class)
                .all();
    }

    /** A place that was given back while its provider was being told of it is due again: now the provider has to be told of that. */
    Mono<Void> confirmed(UUID enrollment, boolean asWithdrawn) {
        return database.sql("""
                        update handoff h set failure = null, given_up_at = null, waits_since = null,
                          confirmed_at = coalesce(h.confirmed_at, :now), attempts = 0,
                          due_at = case when e.state = 'WITHDRAWN' and not :asWithdrawn then cast(:now as timestamptz) end
                        from enrollment e where e.id = h.enrollment and h.enrollment = :enrollment
                        """)
                .bind("now", clock.instant())
                .bind("asWithdrawn", asWithdrawn)
                .bind("enrollment", enrollment)
                .then();
    }

    /** What takes it from there. */
    enum Waiting {
        PEOPLE,
        FETCH
    }

    /** It is on a list now, of the provider's people or of a system that fetches it. */
    Mono<Void> listed(Attempt attempt, Waiting waiting) {
        return database.sql("""
                        update handoff set due_at = null, failure = null, waits_since = coalesce(waits_since, :now), waits_for = :for
                        where enrollment = :enrollment and due_at is not null
                        """)
                .bind("now", clock.instant())
                .bind("for", waiting.name())
                .bind("enrollment", attempt.enrollment())
                .then();
    }

    Mono<Void> postponed(Attempt attempt, Duration pause, String failure) {
        return database.sql("""
                        update handoff set due_at = :due, failure = :failure where enrollment = :enrollment and due_at is not null
                        """)
                .bind("due", clock.instant().plus(pause))
                .bind("failure", failure)
                .bind("enrollment", attempt.enrollment())
                .then();
    }

    /** Keeps what went wrong, beside what is done about it. */
    Mono<Void> note(Attempt attempt, String failure) {
        return database.sql("""
                        insert into handoff_failure (enrollment, failed_at, failure) values (:enrollment, :now, :failure)
                        """)
                .bind("enrollment", attempt.enrollment())
                .bind("now", clock.instant())
                .bind("failure", failure)
                .then();
    }

    /** Due at once, with all attempts before it; false if there is nothing more to tell. */
    Mono<Boolean> again(UUID enrollment) {
        return database.sql("""
                        update handoff h set due_at = :now, attempts = 0, given_up_at = null, waits_since = null
                        from enrollment e
                        where e.id = h.enrollment and h.enrollment = :enrollment
                          and (h.given_up_at is not null or (h.confirmed_at is null and e.state = 'REQUESTED'))
                        """)
                .bind("now", clock.instant())
                .bind("enrollment", enrollment)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** What was told is told once more; false if nothing was told yet. */
    Mono<Boolean> repeat(UUID enrollment) {
        return database.sql("""
                        update handoff set due_at = :now, attempts = 0, given_up_at = null
                        where enrollment = :enrollment and confirmed_at is not null
                        """)
                .bind("now", clock.instant())
                .bind("enrollment", enrollment)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Void> givenUp(Attempt attempt, String failure) {
        return database.sql("""
                        update handoff set due_at = null, failure = :failure, given_up_at = :now
                        where enrollment = :enrollment and due_at is not null
                        """)
                .bind("failure", failure)
                .bind("now", clock.instant())
                .bind("enrollment", attempt.enrollment())
                .then();
    }
}
