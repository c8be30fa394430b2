package market.tessera.checkout.completion;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.UUID;
import market.tessera.checkout.sql.Bindings;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Every completion, and which of them still wait for their badge. */
@Repository
public class Completions {
    private static final int BATCH = 50;

    private final DatabaseClient database;
    private final Clock clock;

    Completions(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The first completion of an enrollment stays. */
    Mono<Void> add(Completion completion, String source) {
        return database.sql("""
                        insert into completion (enrollment, source, grade, achieved, completed_at, recorded_at, badge_due_at)
                        values (:enrollment, :source, :grade, :achieved, :at, :now, :now)
                        on conflict (enrollment) do nothing
                        """)
                .bind("enrollment", completion.enrollment())
                .bind("source", source)
                .bind("grade", Bindings.nullable(completion.grade(), String.class))
                .bind("achieved", Bindings.nullable(completion.achieved(), BigDecimal.class))
                .bind("at", completion.completedAt())
                .bind("now", clock.instant())
                .then();
    }

    /** Takes completions whose badge is due, for the length of a lease: what is not settled by then is due again. */
    public Flux<Completion> leaseForBadge() {
        return database.sql("""
                        update completion set badge_attempts = badge_attempts + 1,
                          badge_due_at = cast(:now as timestamptz) + interval '30 seconds' * least(badge_attempts + 1, 100)
                        where enrollment in (select enrollment from completion where badge_due_at <= :now
                          order by badge_due_at limit :batch for update skip locked)
                        returning enrollment, grade, achieved, completed_at
                        """)
                .bind("now", clock.instant())
                .bind("batch", BATCH)
                .mapProperties(Completion.class)
                .all();
    }

    public Mono<Void> badgeIssued(UUID enrollment) {
        return database.sql("update completion set badge_due_at = null where enrollment = :enrollment")
                .bind("enrollment", enrollment)
                .then();
    }
}
