package market.tessera.checkout.completion;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
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

    record Share(UUID enrollment, BigDecimal share) {}

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

    /** By enrollment, from 0 to 1; those of which nothing is known are left out. */
    public Mono<Map<UUID, BigDecimal>> ofAll(Collection<UUID> enrollments) {
        return database.sql("select enrollment, share from progress where enrollment = any(:enrollments)")
                .bind("enrollments", enrollments.toArray(UUID[]::new))
                .mapProperties(Share.class)
                .all()
                .collectMap(Share::enrollment, Share::share);
    }
}
