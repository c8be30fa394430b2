package market.tessera.provider.worklist;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import market.tessera.provider.offering.WorkflowState;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** What waits for a person: drafts to decide on, to correct, to publish. */
@Repository
public class ReviewQueue {
    /** That are shown at once. */
    static final int PAGE = 100;

    private static final String WAITING = """
            select d.*, p.name as provider_name, coalesce(d.by, '') as brought_by, w.due,
              case when mine.own then null else mine.names end as in_place_of
            from (
              select d.offering as subject, false as pathway, d.revision, '/portal/offerings/' || d.offering as url, o.provider, o.source,
                d.title, d.state, greatest(d.updated_at, e.at) as changed, e.at, e.name as by
              from offering_draft d join offering o on o.id = d.offering
              join lateral (select at, name from governance_event where offering = d.offering order by id desc limit 1) e on true
              union all
              select d.pathway, true, d.revision, '/portal/pathways/' || d.pathway, w.provider, w.source,
                d.content ->> 'title', d.state, greatest(d.updated_at, e.at), e.at, e.name
              from pathway_draft d join pathway w on w.id = d.pathway
              join lateral (select at, name from pathway_event where pathway = d.pathway order by id desc limit 1) e on true) d
            join provider p on p.id = d.provider
            left join open_review w on w.subject = d.subject
            left join (
              select h.subject, bool_or(h.holder = :staff) as own, string_agg(s.name, ', ' order by s.name) as names
              from review_hands(:today) h join staff s on s.id = h.holder
              where h.hand = :staff
                and not exists (
                  select from draft_approval a
                  where a.subject = h.subject and a.round = h.round and a.step = h.step
                    and (a.actor in (h.holder, :staff) or h.holder = any(a.in_place_of)))
              group by h.subject) mine on mine.subject = d.subject
            where (d.state = 'changes-requested' and d.provider = any(:writes))
              or (d.state = 'approved' and d.provider = any(:publishes))
              or (d.state = 'in-review' and d.provider = any(:providers) and mine.names is not null)
            """;

    private static final String WANTED = """
            (:step::text is null or state = :step) and (:pathway::boolean is null or pathway = :pathway)
            and (:source::text is null or source = :source)
            """;

    private final DatabaseClient database;
    private final Clock clock;

    ReviewQueue(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * @param url of its page
     * @param choice as a form names it
     * @param since when it came to where it is
     * @param by who brought it there
     * @param inPlaceOf for whom the person decides, as their deputy; null for oneself
     * @param due until when the review is expected; null where that is open
     * @param overdue whether that has passed
     */
    public record Waiting(
            String url,
            Choice choice,
            String title,
            String provider,
            Instant since,
            String by,
            @Nullable String inPlaceOf,
            @Nullable Instant due,
            boolean overdue) {}

    /** What the person can do something about, the longest waiting first. */
    public Flux<Waiting> of(ProviderScope scope) {
        return page(scope, Wanted.ALL);
    }

    /** A page of it. */
    Flux<Waiting> page(ProviderScope scope, Wanted wanted) {
        return wanted(
                        "select * from (" + WAITING + ") as listed where " + WANTED
                                + " order by due nulls last, at, title, url limit :limit offset :offset",
                        scope,
                        wanted)
                .bind("limit", PAGE)
                .bind("offset", (long) (wanted.page() - 1) * PAGE)
                .map(row -> waiting(row, clock.instant()))
                .all();
    }

    /** How much of each kind waits; whatever is wanted. */
    Flux<Kind> kinds(ProviderScope scope) {
        return asked(
                        "select state, pathway, source, count(*) as total from (" + WAITING
                                + ") as listed group by state, pathway, source order by source nulls first, state, pathway",
                        scope)
                .map(row -> new Kind(
                        state(row),
                        Columns.required(row, "pathway", Boolean.class),
                        row.get("source", String.class),
                        Columns.required(row, "total", Long.class)))
                .all();
    }

    /** @param source the import's from which they came; null for what was written here */
    record Kind(
            WorkflowState state, boolean pathway, @Nullable String source, long total) {}

    /** All that is wanted and has been as it is since {@code seen}, whatever page it is on, the longest waiting first. */
    Flux<Choice> choices(ProviderScope scope, Wanted wanted, Instant seen, int most) {
        return wanted(
                        "select * from (" + WAITING + ") as listed where changed <= :seen and " + WANTED
                                + " order by due nulls last, at, title, url limit :most",
                        scope,
                        wanted)
                .bind("seen", seen)
                .bind("most", most)
                .map(ReviewQueue::choice)
                .all();
    }

    private GenericExecuteSpec wanted(String sql, ProviderScope scope, Wanted wanted) {
        return asked(sql, scope)
                .bind(
                        "step",
                        Columns.orNull(
                                wanted.step() == null ? null : wanted.step().code(), String.class))
                .bind("pathway", Columns.orNull(wanted.pathways(), Boolean.class))
                .bind("source", Columns.orNull(wanted.source(), String.class));
    }

    private GenericExecuteSpec asked(String sql, ProviderScope scope) {
        return database.sql(sql)
                .bind("writes", scope.providers(Role.AUTHOR, Role.ADMINISTRATOR))
                .bind("publishes", scope.providers(Role.APPROVER, Role.ADMINISTRATOR))
                .bind("providers", scope.providers())
                .bind("staff", scope.actor().answersFor())
                .bind("today", LocalDate.now(clock));
    }

    private static Choice choice(Readable row) {
        return new Choice(
                state(row),
                Columns.required(row, "pathway", Boolean.class),
                Columns.required(row, "subject", UUID.class),
                Columns.required(row, "revision", Long.class));
    }

    private static WorkflowState state(Readable row) {
        return WorkflowState.of(Columns.required(row, "state", String.class));
    }

    private static Waiting waiting(Readable row, Instant now) {
        var due = row.get("due", Instant.class);
        return new Waiting(
                Columns.required(row, "url", String.class),
                choice(row),
                Columns.required(row, "title", String.class),
                Columns.required(row, "provider_name", String.class),
                Columns.required(row, "at", Instant.class),
                Columns.required(row, "brought_by", String.class),
                row.get("in_place_of", String.class),
                due,
                due != null && due.isBefore(now));
    }
}
