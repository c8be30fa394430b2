package market.tessera.provider.governance;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import market.tessera.provider.offering.WorkflowState;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** What waits for a person: drafts to decide on, to correct, to publish. */
@Repository
public class ReviewQueue {
    private final DatabaseClient database;
    private final Clock clock;

    ReviewQueue(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * @param since when it came to where it is
     * @param by who brought it there
     * @param due until when the review is expected; null where that is open
     * @param overdue whether that has passed
     */
    public record Waiting(
            UUID offering,
            String title,
            String provider,
            WorkflowState state,
            Instant since,
            String by,
            @Nullable Instant due,
            boolean overdue) {}

    /** What the person can do something about, the longest waiting first. */
    public Flux<Waiting> of(ProviderScope scope) {
        return database.sql("""
                        select d.offering, d.elements ->> 'title' as title, p.name as provider_name, d.state, e.at, coalesce(e.name, '') as by,
                          case d.state when 'in-review' then r.since + make_interval(days => step.due_days) end as due
                        from offering_draft d
                        join offering o on o.id = d.offering
                        join provider p on p.id = o.provider
                        join lateral (select at, name from governance_event where offering = d.offering order by id desc limit 1) e on true
                        left join draft_review r on r.offering = d.offering
                        left join lateral (
                          select roles, due_days from review_step s where s.provider = o.provider
                          order by s.place
                          offset least(r.step, (select greatest(count(*) - 1, 0) from review_step all_of where all_of.provider = o.provider)) limit 1) step on true
                        where (d.state = 'changes-requested' and o.provider = any(:writes))
                          or (d.state = 'approved' and o.provider = any(:publishes))
                          or (d.state = 'in-review' and o.provider = any(:providers)
                            and exists (
                              select from membership m where m.staff = :staff and m.provider = o.provider and m.role = any(coalesce(step.roles, :defaultRoles)))
                            and not exists (select from draft_contribution c where c.offering = d.offering and c.actor = :staff)
                            and not exists (
                              select from draft_approval a
                              where a.offering = d.offering and a.round = r.round and a.step = r.step and a.actor = :staff))
                        order by due nulls last, e.at, d.offering limit 100
                        """)
                .bind("writes", scope.providers(Role.AUTHOR, Role.ADMINISTRATOR))
                .bind("publishes", scope.providers(Role.APPROVER, Role.ADMINISTRATOR))
                .bind("providers", scope.providers())
                .bind("staff", scope.actor().answersFor())
                .bind(
                        "defaultRoles",
                        ReviewStep.DEFAULT.roles().stream().map(Role::key).toArray(String[]::new))
                .map(row -> waiting(row, clock.instant()))
                .all();
    }

    private static Waiting waiting(Readable row, Instant now) {
        var due = row.get("due", Instant.class);
        return new Waiting(
                Columns.required(row, "offering", UUID.class),
                Columns.required(row, "title", String.class),
                Columns.required(row, "provider_name", String.class),
                WorkflowState.of(Columns.required(row, "state", String.class)),
                Columns.required(row, "at", Instant.class),
                Columns.required(row, "by", String.class),
                due,
                due != null && due.isBefore(now));
    }
}
