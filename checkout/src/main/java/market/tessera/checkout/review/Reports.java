package market.tessera.checkout.review;

import static market.tessera.platform.database.Rows.required;

import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What readers found wrong with reviews, counted by reason: nothing is kept of who they are, and however many report, there are few rows. */
@Repository
class Reports {
    private final DatabaseClient database;
    private final Clock clock;

    Reports(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Why a review should not be shown. */
    enum Reason {
        ABUSIVE,
        PRIVATE,
        UNRELATED,
        FAKE
    }

    /** Counts one more; false if nobody can read such a review. */
    Mono<Boolean> add(UUID review, Reason reason) {
        return database.sql("""
                        insert into review_report (review, reason, times, first_at, last_at)
                        select id, :reason, 1, :now, :now from review where id = :review and withdrawn_at is null and hidden_why is null
                        on conflict (review, reason) do update
                        set times = review_report.times + 1, last_at = excluded.last_at, settled_at = null
                        """)
                .bind("review", review)
                .bind("reason", reason.name())
                .bind("now", clock.instant())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** The operator has decided. */
    Mono<Void> settle(UUID review) {
        return database.sql("update review_report set settled_at = :now where review = :review and settled_at is null")
                .bind("review", review)
                .bind("now", clock.instant())
                .then();
    }

    /** Those nobody has decided about, how often each was given. */
    Mono<Map<UUID, Map<Reason, Long>>> open(Collection<UUID> reviews) {
        return database.sql("""
                        select review, reason, times from review_report where review = any(:reviews) and settled_at is null
                        order by review, times desc, reason
                        """)
                .bind("reviews", reviews.toArray(UUID[]::new))
                .map(row -> new Counted(
                        required(row, "review", UUID.class),
                        Reason.valueOf(required(row, "reason", String.class)),
                        required(row, "times", Long.class)))
                .all()
                .collect(Collectors.groupingBy(
                        Counted::review, Collectors.toMap(Counted::reason, Counted::times, Long::sum)));
    }

    private record Counted(UUID review, Reason reason, long times) {}
}
