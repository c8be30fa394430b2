package market.tessera.checkout.completion;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** How much of each course its learner has done. */
@Repository
public class Progresses {
    private final DatabaseClient database;

    Progresses(DatabaseClient database) {
        this.database = database;
    }

    /**
     * How far somebody has come.
     *
     * @param score the newest of the course; null where there is none
     * @param share of the course that is done, from 0 to 1; null where nobody has said
     */
    public record Reached(@Nullable Score score, @Nullable BigDecimal share) {}

    /**
     * Keeps it unless something later is known.
     *
     * @param share from 0 to 1
     */
    public Mono<Void> put(UUID enrollment, BigDecimal share, Instant at) {
        return database.sql("""
                        insert into progress (enrollment, share, said_at) values (:enrollment, :share, :at)
                        on conflict (enrollment) do update set share = excluded.share, said_at = excluded.said_at
                        where progress.said_at <= excluded.said_at
                        """)
                .bind("enrollment", enrollment)
                .bind("share", share)
                .bind("at", at)
                .then();
    }

    /** By enrollment; those of which nothing is known are left out. */
    public Mono<Map<UUID, Reached>> reached(Collection<UUID> enrollments) {
        return database.sql("""
                        select e.id as about, p.share, s.* from unnest(:enrollments::uuid[]) as e (id)
                          left join score s on s.enrollment = e.id and s.item is null left join progress p on p.enrollment = e.id
                        where s.enrollment is not null or p.enrollment is not null
                        """)
                .bind("enrollments", enrollments.toArray(UUID[]::new))
                .map(row -> Map.entry(required(row, "about", UUID.class), reached(row)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static Reached reached(Readable row) {
        var isScored = row.get("scored_at", Instant.class) != null;
        return new Reached(isScored ? Scores.score(row) : null, row.get("share", BigDecimal.class));
    }
}
