package market.tessera.provider.reviewsteps;

import io.r2dbc.spi.Readable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.reviewsteps.ReviewStep.Rule;
import market.tessera.provider.staff.Role;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The reviews that providers want. */
@Repository
public class ReviewSteps {
    private final DatabaseClient database;

    ReviewSteps(DatabaseClient database) {
        this.database = database;
    }

    /** In order, at least one. */
    public Mono<List<ReviewStep>> of(UUID provider) {
        return database.sql("select * from review_step where provider = :provider order by place")
                .bind("provider", provider)
                .map(ReviewSteps::step)
                .all()
                .collectList()
                .map(steps -> steps.isEmpty() ? List.of(ReviewStep.DEFAULT) : steps);
    }

    /** From now on, also for drafts that are under review; none at all brings back the one that every provider starts with. */
    @Transactional
    public Mono<Void> replace(UUID provider, List<ReviewStep> steps) {
        return lock(provider)
                .then(database.sql("delete from review_step where provider = :provider")
                        .bind("provider", provider)
                        .then())
                .thenMany(Flux.range(0, steps.size()).concatMap(place -> add(provider, place, steps.get(place))))
                .then();
    }

    /** Of two who save at the same moment, the second waits: what the first has added cannot be seen yet, and would be in the way. */
    private Mono<Void> lock(UUID provider) {
        return database.sql("select pg_advisory_xact_lock(hashtextextended('review steps of ' || :provider, 0))")
                .bind("provider", provider.toString())
                .then();
    }

    private Mono<Void> add(UUID provider, int place, ReviewStep step) {
        return database.sql("""
                        insert into review_step (provider, place, name, roles, own_roles, rule, needed, due_days)
                        values (:provider, :place, :name, :roles, :ownRoles, :rule, :needed, :dueDays)
                        """)
                .bind("provider", provider)
                .bind("place", place + 1)
                .bind("name", step.name())
                .bind("roles", step.roles().stream().map(Role::key).toArray(String[]::new))
                .bind("ownRoles", step.ownRoles().toArray(UUID[]::new))
                .bind("rule", step.rule().key())
                .bind("needed", Columns.orNull(step.needed(), Integer.class))
                .bind("dueDays", Columns.orNull(step.dueDays(), Integer.class))
                .then();
    }

    private static ReviewStep step(Readable row) {
        return new ReviewStep(
                Columns.required(row, "name", String.class),
                Arrays.stream(Columns.required(row, "roles", String[].class))
                        .map(Role::of)
                        .toList(),
                List.of(Columns.required(row, "own_roles", UUID[].class)),
                Rule.valueOf(Columns.required(row, "rule", String.class).toUpperCase(Locale.ROOT)),
                row.get("needed", Integer.class),
                row.get("due_days", Integer.class));
    }
}
