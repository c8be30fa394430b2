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

    Mono<Void> confirmed(Attempt attempt) {
        return database.sql("""
                        update handoff set due_at = null, failure = null, confirmed_at = :now where enrollment = :enrollment
                        """)
                .bind("now", clock.instant())
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

    /** Due at once, with all attempts before it. */
    Mono<Void> again(UUID enrollment) {
        return database.sql("""
                        update handoff set due_at = :now, attempts = 0, given_up_at = null
                        where enrollment = :enrollment and confirmed_at is null
                        """)
                .bind("now", clock.instant())
                .bind("enrollment", enrollment)
                .then();
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
