package market.tessera.provider.worklist;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** What somebody has to look after: reviews that do not get on, and public offerings that are to be looked through again. */
@Repository
class LookAfter {
    private static final int DAYS_AHEAD = 30;

    private final DatabaseClient database;
    private final Clock clock;

    LookAfter(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A review that has taken too long, or that nobody can give.
     *
     * @param due null if it is not late
     * @param names of who may still decide; empty if nobody can
     */
    record Stuck(
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
    record Again(UUID offering, String title, String provider, LocalDate due, boolean overdue) {}

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
}
