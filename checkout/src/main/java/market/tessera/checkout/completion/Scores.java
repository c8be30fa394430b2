package market.tessera.checkout.completion;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import market.tessera.checkout.completion.Score.Activity;
import market.tessera.checkout.completion.Score.Grading;
import market.tessera.checkout.completion.TakeScores.Scored;
import market.tessera.checkout.sql.Bindings;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The newest score of each enrollment, for the course itself and for whatever else a tool grades in it. */
@Repository
public class Scores {
    private static final String UNLESS_NEWER = """
            on conflict (enrollment, item) do update set scored_at = excluded.scored_at, activity = excluded.activity,
              grading = excluded.grading, given = excluded.given, maximum = excluded.maximum, comment = excluded.comment
            where score.scored_at < excluded.scored_at
              or (score.scored_at = excluded.scored_at and score.activity = excluded.activity
                and score.grading = excluded.grading and score.given is not distinct from excluded.given)
            """;

    private final DatabaseClient database;

    Scores(DatabaseClient database) {
        this.database = database;
    }

    public Mono<Score> of(UUID enrollment) {
        return database.sql(
                        "select scored_at, activity, grading, given, maximum, comment from score where enrollment = :enrollment and item is null")
                .bind("enrollment", enrollment)
                .map(Scores::score)
                .one();
    }

    /** By enrollment; those without a score are left out. */
    public Mono<Map<UUID, Score>> ofAll(Collection<UUID> enrollments) {
        return database.sql("""
                        select enrollment, scored_at, activity, grading, given, maximum, comment from score
                        where enrollment = any(:enrollments) and item is null
                        """)
                .bind("enrollments", enrollments.toArray(UUID[]::new))
                .map(Scores::entry)
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** By enrollment, for one thing that is graded beside the course. */
    public Mono<Map<UUID, Score>> ofItem(UUID item, Collection<UUID> enrollments) {
        return database.sql("""
                        select enrollment, scored_at, activity, grading, given, maximum, comment from score
                        where enrollment = any(:enrollments) and item = :item
                        """)
                .bind("enrollments", enrollments.toArray(UUID[]::new))
                .bind("item", item)
                .map(Scores::entry)
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /**
     * Keeps scores of courses unless newer ones are there. Emits the enrollments whose are kept; the same one again counts as kept.
     *
     * @param scored one of each enrollment
     */
    Flux<UUID> putAll(Collection<Scored> scored) {
        var scores = scored.stream().map(Scored::score).toList();
        return database.sql("""
                        insert into score (enrollment, scored_at, activity, grading, given, maximum, comment)
                        select * from unnest(:enrollments::uuid[], :at::timestamptz[], :activities::text[], :gradings::text[],
                          :given::numeric[], :maximum::numeric[], :comments::text[]) as scored (enrollment)
                        order by enrollment
                        """ + UNLESS_NEWER + " returning enrollment")
                .bind("enrollments", scored.stream().map(Scored::enrollment).toArray(UUID[]::new))
                .bind("at", scores.stream().map(Score::at).toArray(Instant[]::new))
                .bind(
                        "activities",
                        scores.stream().map(score -> score.activity().name()).toArray(String[]::new))
                .bind(
                        "gradings",
                        scores.stream().map(score -> score.grading().name()).toArray(String[]::new))
                .bind("given", scores.stream().map(Score::given).toArray(BigDecimal[]::new))
                .bind("maximum", scores.stream().map(Score::maximum).toArray(BigDecimal[]::new))
                .bind("comments", scores.stream().map(Score::comment).toArray(String[]::new))
                .mapValue(UUID.class)
                .all();
    }

    /** As for the course, for something that is graded beside it: that completes nothing. */
    public Mono<Boolean> put(UUID enrollment, UUID item, Score score) {
        return database.sql("""
                        insert into score (enrollment, item, scored_at, activity, grading, given, maximum, comment)
                        values (:enrollment, :item, :at, :activity, :grading, :given, :maximum, :comment)
                        """ + UNLESS_NEWER)
                .bind("enrollment", enrollment)
                .bind("item", item)
                .bind("at", score.at())
                .bind("activity", score.activity().name())
                .bind("grading", score.grading().name())
                .bind("given", Bindings.nullable(score.given(), BigDecimal.class))
                .bind("maximum", Bindings.nullable(score.maximum(), BigDecimal.class))
                .bind("comment", Bindings.nullable(score.comment(), String.class))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    private static Map.Entry<UUID, Score> entry(Readable row) {
        return Map.entry(required(row, "enrollment", UUID.class), score(row));
    }

    static Score score(Readable row) {
        return new Score(
                required(row, "scored_at", Instant.class),
                Activity.valueOf(required(row, "activity", String.class)),
                Grading.valueOf(required(row, "grading", String.class)),
                row.get("given", BigDecimal.class),
                row.get("maximum", BigDecimal.class),
                row.get("comment", String.class));
    }
}
