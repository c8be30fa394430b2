package market.tessera.checkout.handoff;

import static market.tessera.platform.database.Rows.required;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What enrollments wait for on their way to the provider, as far as it concerns their learners. */
@Repository
public class HandoffStandings {
    private final DatabaseClient database;

    HandoffStandings(DatabaseClient database) {
        this.database = database;
    }

    /** Why an enrollment is not confirmed yet. */
    public enum Standing {
        /** It is a matter of seconds. */
        UNDERWAY,
        /** The provider's system has not taken it, and is asked again. */
        AWAY,
        /** The provider's people enroll it by hand. */
        PEOPLE,
        /** The provider's system fetches it. */
        FETCH
    }

    private record Found(UUID enrollment, Standing standing) {}

    /** By enrollment; those that nobody hands over any more are left out. */
    public Mono<Map<UUID, Standing>> of(Collection<UUID> enrollments) {
        return enrollments.isEmpty()
                ? Mono.just(Map.of())
                : database.sql("""
                        select enrollment, case when waits_since is not null then waits_for when failure is not null then 'AWAY' else 'UNDERWAY' end as standing
                        from handoff where enrollment = any(:enrollments) and (due_at is not null or waits_since is not null)
                        """)
                        .bind("enrollments", enrollments.toArray(UUID[]::new))
                        .map(row -> new Found(
                                required(row, "enrollment", UUID.class),
                                Standing.valueOf(required(row, "standing", String.class))))
                        .all()
                        .collectMap(Found::enrollment, Found::standing);
    }
}
