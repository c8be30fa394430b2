package market.tessera.checkout.completion;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import market.tessera.checkout.sql.Bindings;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Every completion, and which of them still wait for their badge. */
@Repository
public class Completions {
    private static final int BATCH = 100;

    private final DatabaseClient database;
    private final Clock clock;

    Completions(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The first completion of an enrollment stays; one that was withdrawn is replaced. */
    Mono<Void> add(Completion completion, String source) {
        return addAll(List.of(completion), source);
    }

    /** As {@link #add}, with one statement; each enrollment once. */
    Mono<Void> addAll(List<Completion> completed, String source) {
        return database.sql("""
                        insert into completion (enrollment, source, grade, achieved, completed_at, recorded_at, badge_due_at)
                        select enrollment, :source, grade, achieved, at, :now, :now
                        from unnest(:enrollments::uuid[], :grades::text[], :achieved::numeric[], :at::timestamptz[])
                          as completed (enrollment, grade, achieved, at)
                        on conflict (enrollment) do update set source = excluded.source, grade = excluded.grade,
                          achieved = excluded.achieved, completed_at = excluded.completed_at, recorded_at = excluded.recorded_at,
                          badge_due_at = excluded.badge_due_at, badge_attempts = 0, revision = completion.revision + 1, withdrawn_at = null
                        where completion.withdrawn_at is not null
                        """)
                .bind("source", source)
                .bind("now", clock.instant())
                .bind(
                        "enrollments",
                        completed.stream().map(Completion::enrollment).toArray(UUID[]::new))
                .bind("grades", completed.stream().map(Completion::grade).toArray(String[]::new))
                .bind("achieved", completed.stream().map(Completion::achieved).toArray(BigDecimal[]::new))
                .bind("at", completed.stream().map(Completion::completedAt).toArray(Instant[]::new))
                .then();
    }

    /** Replaces the result, with another badge due; false if nothing differs, or the completion came another way. */
    Mono<Boolean> correct(Completion completion, String source) {
        return database.sql("""
                        update completion set grade = :grade, achieved = :achieved, completed_at = :at, recorded_at = :now,
                          badge_due_at = :now, badge_attempts = 0, revision = revision + 1
                        where enrollment = :enrollment and source = :source and withdrawn_at is null
                          and (grade is distinct from :grade or achieved is distinct from :achieved)
                        """)
                .bind("enrollment", completion.enrollment())
                .bind("source", source)
                .bind("grade", Bindings.nullable(completion.grade(), String.class))
                .bind("achieved", Bindings.nullable(completion.achieved(), BigDecimal.class))
                .bind("at", completion.completedAt())
                .bind("now", clock.instant())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** The result no longer completes: the badge is to be revoked. False if it had not completed, or the completion came another way. */
    Mono<Boolean> withdraw(UUID enrollment, String source) {
        return database.sql("""
                        update completion set withdrawn_at = :now, badge_due_at = :now, badge_attempts = 0, revision = revision + 1
                        where enrollment = :enrollment and source = :source and withdrawn_at is null
                        """)
                .bind("enrollment", enrollment)
                .bind("source", source)
                .bind("now", clock.instant())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Whether the completion that counts came that way. */
    Mono<Boolean> cameBy(UUID enrollment, String source) {
        return database.sql(
                        "select count(*) > 0 from completion where enrollment = :enrollment and source = :source and withdrawn_at is null")
                .bind("enrollment", enrollment)
                .bind("source", source)
                .mapValue(Boolean.class)
                .one();
    }

    /**
     * A completion that waits for its badge to be issued, or revoked.
     *
     * @param revision counts corrections; a badge belongs to one
     * @param withdrawn whether the corrected result no longer completes
     */
    public record Due(Completion completion, int revision, boolean withdrawn) {}

    /** Takes completions whose badge is due, for the length of a lease: what is not settled by then is due again. */
    public Flux<Due> leaseForBadge() {
        return database.sql("""
                        update completion set badge_attempts = badge_attempts + 1,
                          badge_due_at = cast(:now as timestamptz) + interval '30 seconds' * least(badge_attempts + 1, 100)
                        where enrollment in (select enrollment from completion where badge_due_at <= :now
                          order by badge_due_at limit :batch for update skip locked)
                        returning enrollment, grade, achieved, completed_at, revision, withdrawn_at is not null as withdrawn
                        """)
                .bind("now", clock.instant())
                .bind("batch", BATCH)
                .map(Completions::due)
                .all();
    }

    /**
     * Nothing is due any more for these revisions. Emits the enrollments of those that are the newest; the caller's transaction keeps newer ones
     * waiting.
     */
    public Flux<UUID> settled(Collection<Due> due) {
        return database.sql("""
                        update completion c set badge_due_at = null
                        from unnest(:enrollments::uuid[], :revisions::int[]) as settled (enrollment, revision)
                        where c.enrollment = settled.enrollment and c.revision = settled.revision
                        returning c.enrollment
                        """)
                .bind(
                        "enrollments",
                        due.stream().map(one -> one.completion().enrollment()).toArray(UUID[]::new))
                .bind("revisions", due.stream().map(Due::revision).toArray(Integer[]::new))
                .mapValue(UUID.class)
                .all();
    }

    private static Due due(Readable row) {
        return new Due(
                new Completion(
                        required(row, "enrollment", UUID.class),
                        row.get("grade", String.class),
                        row.get("achieved", BigDecimal.class),
                        required(row, "completed_at", Instant.class)),
                required(row, "revision", Integer.class),
                required(row, "withdrawn", Boolean.class));
    }
}
