package market.tessera.provider.insight;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How the offerings of a scope have done from month to month, how far learners get, and what the market looks for in vain. Numbers only. */
@Repository
class Trends {
    static final int MONTHS = 12;

    private static final int WANTED = 10;
    private static final int DAYS_OF_DEMAND = 90;

    private final DatabaseClient database;
    private final Clock clock;

    Trends(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * What happened in a month.
     *
     * @param first day of the month
     * @param rating average of what was given in that month; null where nothing was
     */
    record Month(
            LocalDate first,
            long enrolled,
            long completed,
            long ratings,
            @Nullable BigDecimal rating) {}

    /** How many learners got how far, of all who have paid. */
    record Funnel(long paid, long enrolled, long opened, long completed, long rated) {
        boolean isEmpty() {
            return paid == 0;
        }
    }

    record Wanted(String query, long searches) {}

    /** Every one of the last twelve months, in UTC, the oldest first. */
    Flux<Month> months(ProviderScope scope) {
        return database.sql("""
                        with month as (
                          select first, first + interval '1 month' as next
                          from generate_series(:from::timestamptz, :now::timestamptz, interval '1 month') as first)
                        select (first at time zone 'UTC')::date as first,
                          (select count(*) from enrollment e where e.provider = any(:providers) and e.state <> 'failed'
                             and e.first_at >= first and e.first_at < next) as enrolled,
                          (select count(*) from enrollment e where e.provider = any(:providers)
                             and e.completed_at >= first and e.completed_at < next) as completed,
                          given.ratings, given.rating
                        from month cross join lateral (
                          select count(*) as ratings, round(avg(stars), 2) as rating from learner_review r
                          where r.provider = any(:providers) and r.shown and r.written_at >= first and r.written_at < next) given
                        order by first
                        """)
                .bind("providers", scope.providers())
                .bind("from", firstOfTheFirstMonth())
                .bind("now", clock.instant())
                .map(row -> new Month(
                        Columns.required(row, "first", LocalDate.class),
                        Columns.required(row, "enrolled", Long.class),
                        Columns.required(row, "completed", Long.class),
                        Columns.required(row, "ratings", Long.class),
                        row.get("rating", BigDecimal.class)))
                .all();
    }

    private Instant firstOfTheFirstMonth() {
        return LocalDate.now(clock)
                .withDayOfMonth(1)
                .minusMonths(MONTHS - 1L)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    Mono<Funnel> funnel(ProviderScope scope) {
        return database.sql("""
                        select count(*) as paid,
                          count(*) filter (where state in ('confirmed', 'active', 'completed')) as enrolled,
                          count(*) filter (where state in ('active', 'completed')) as opened,
                          count(*) filter (where state = 'completed') as completed,
                          (select count(*) from learner_review r where r.provider = any(:providers) and r.shown) as rated
                        from enrollment where provider = any(:providers)
                        """)
                .bind("providers", scope.providers())
                .map(row -> new Funnel(
                        Columns.required(row, "paid", Long.class),
                        Columns.required(row, "enrolled", Long.class),
                        Columns.required(row, "opened", Long.class),
                        Columns.required(row, "completed", Long.class),
                        Columns.required(row, "rated", Long.class)))
                .one();
    }

    /** What learners looked for most and did not find, on all of the market. */
    Flux<Wanted> wanted() {
        return database.sql("""
                        select query, sum(searches)::bigint as searches from unmet_search where day > :since
                        group by query order by searches desc, query limit :limit
                        """)
                .bind("since", LocalDate.now(clock).minusDays(DAYS_OF_DEMAND))
                .bind("limit", WANTED)
                .map(row -> new Wanted(
                        Columns.required(row, "query", String.class), Columns.required(row, "searches", Long.class)))
                .all();
    }
}
