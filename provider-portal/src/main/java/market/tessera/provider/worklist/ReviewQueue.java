package market.tessera.provider.worklist;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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
    /** That are shown at once. */
    static final int MOST = 100;

    private static final int DAYS_AHEAD = 30;

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

    /** What the person can do something about, the longest waiting first; one more than are shown, if there are more. */
    public Flux<Waiting> of(ProviderScope scope) {
        return database.sql("""
                        select d.subject, d.pathway, d.revision, d.url, d.title, p.name as provider_name, d.state, d.at, coalesce(d.by, '') as by,
                          w.due,
                          case when mine.own then null else mine.names end as in_place_of
                        from (
                          select d.offering as subject, false as pathway, d.revision, '/portal/offerings/' || d.offering as url, o.provider,
                            d.elements ->> 'title' as title, d.state, e.at, e.name as by
                          from offering_draft d join offering o on o.id = d.offering
                          join lateral (select at, name from governance_event where offering = d.offering order by id desc limit 1) e on true
                          union all
                          select d.pathway, true, d.revision, '/portal/pathways/' || d.pathway, w.provider, d.content ->> 'title', d.state, e.at, e.name
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
                        order by due nulls last, at, url limit :limit
                        """)
                .bind("limit", MOST + 1)
                .bind("writes", scope.providers(Role.AUTHOR, Role.ADMINISTRATOR))
                .bind("publishes", scope.providers(Role.APPROVER, Role.ADMINISTRATOR))
                .bind("providers", scope.providers())
                .bind("staff", scope.actor().answersFor())
                .bind("today", LocalDate.now(clock))
                .map(row -> waiting(row, clock.instant()))
                .all();
    }

    /**
     * A review that has taken too long, or that nobody can give.
     *
     * @param due null if it is not late
     * @param names of who may still decide; empty if nobody can
     */
    public record Stuck(
            String url,
            String title,
            String provider,
            @Nullable Instant due,
            List<String> names) {}

    /** What an administrator has to look after, the longest overdue first. */
    Flux<Stuck> stuck(ProviderScope scope) {
        return database.sql("""
                        select w.url, w.title, p.name as provider_name, case when w.due < :now then w.due end as late, who.names
                        from open_review w join provider p on p.id = w.provider
                        cross join lateral (
                          select coalesce(array_agg(distinct s.name), '{}') as names
                          from review_hands(:today) h join staff s on s.id = h.hand
                          where h.subject = w.subject and not exists (
                            select from draft_approval a where a.subject = h.subject and a.round = h.round and a.step = h.step
                              and (a.actor in (h.holder, h.hand) or h.holder = any(a.in_place_of)))) who
                        where w.provider = any(:administered) and (w.due < :now or cardinality(who.names) = 0)
                        order by late nulls first, w.since, w.subject limit 100
                        """)
                .bind("administered", scope.providers(Role.ADMINISTRATOR))
                .bind("now", clock.instant())
                .bind("today", LocalDate.now(clock))
                .map(row -> new Stuck(
                        Columns.required(row, "url", String.class),
                        Columns.required(row, "title", String.class),
                        Columns.required(row, "provider_name", String.class),
                        row.get("late", Instant.class),
                        List.of(Columns.required(row, "names", String[].class))))
                .all();
    }

    /** A published offering that is to be looked through again. */
    public record Again(UUID offering, String title, String provider, LocalDate due, boolean overdue) {}

    /** What is to be looked through again within a month, or has been for long; those due first come first. */
    Flux<Again> again(ProviderScope scope) {
        return database.sql("""
                        select c.offering, c.due, v.elements ->> 'title' as title, p.name as provider_name from cycle c
                        join offering o on o.id = c.offering join provider p on p.id = o.provider
                        join offering_version v on v.offering = o.id and v.edition = o.edition
                        where o.provider = any(:providers) and c.due <= :ahead order by c.due, title, c.offering limit 100
                        """)
                .bind("providers", scope.providers(Role.AUTHOR, Role.APPROVER, Role.ADMINISTRATOR))
                .bind("ahead", LocalDate.now(clock).plusDays(DAYS_AHEAD))
                .map(row -> again(row, LocalDate.now(clock)))
                .all();
    }

    private static Again again(Readable row, LocalDate today) {
        var due = Columns.required(row, "due", LocalDate.class);
        return new Again(
                Columns.required(row, "offering", UUID.class),
                Columns.required(row, "title", String.class),
                Columns.required(row, "provider_name", String.class),
                due,
                !due.isAfter(today));
    }

    private static Waiting waiting(Readable row, Instant now) {
        var due = row.get("due", Instant.class);
        return new Waiting(
                Columns.required(row, "url", String.class),
                new Choice(
                        WorkflowState.of(Columns.required(row, "state", String.class)),
                        Columns.required(row, "pathway", Boolean.class),
                        Columns.required(row, "subject", UUID.class),
                        Columns.required(row, "revision", Long.class)),
                Columns.required(row, "title", String.class),
                Columns.required(row, "provider_name", String.class),
                Columns.required(row, "at", Instant.class),
                Columns.required(row, "by", String.class),
                row.get("in_place_of", String.class),
                due,
                due != null && due.isBefore(now));
    }
}
