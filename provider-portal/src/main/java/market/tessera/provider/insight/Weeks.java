package market.tessera.provider.insight;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.UUID;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How far people get with one offering, week by week: from a look at its page to its completion. Numbers only, of no person. */
@Repository
class Weeks {
    static final int SHOWN = 12;

    /** Fewer than this could be pointed at: of them it is only said that there were few. */
    static final int FEWEST = 5;

    private final DatabaseClient database;
    private final Clock clock;

    Weeks(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A week, from Monday, in UTC.
     *
     * @param counted whether looks were counted in it at all
     * @param views of its page
     * @param comparisons that it was in
     * @param basketsCounted whether baskets were
     * @param baskets that it was put into
     */
    record Week(
            LocalDate first,
            boolean counted,
            long views,
            long comparisons,
            boolean basketsCounted,
            long baskets,
            long paid,
            long completed) {}

    /** Empty where it is not of the scope. */
    Mono<String> title(ProviderScope scope, UUID offering) {
        return database.sql("""
                        select coalesce(v.elements ->> 'title', d.elements ->> 'title', o.slug, '') as title from offering o
                        left join offering_version v on v.offering = o.id and v.edition = o.edition
                        left join offering_draft d on d.offering = o.id
                        where o.id = :offering and o.provider = any(:providers)
                        """)
                .bind("offering", offering)
                .bind("providers", scope.providers())
                .mapValue(String.class)
                .one();
    }

    /** The newest first, this week included. */
    Flux<Week> of(ProviderScope scope, UUID offering) {
        return database.sql("""
                        select first::date,
                          exists (select from interest_day d where d.day >= first and d.day < first + 7) as counted,
                          coalesce((select sum(views) from offering_interest i where i.offering = :offering and i.day >= first and i.day < first + 7), 0) as views,
                          coalesce((select sum(comparisons) from offering_interest i where i.offering = :offering and i.day >= first and i.day < first + 7), 0) as comparisons,
                          exists (select from baskets_day d where d.day >= first and d.day < first + 7) as baskets_counted,
                          coalesce((select sum(baskets) from offering_baskets b where b.offering = :offering and b.day >= first and b.day < first + 7), 0) as baskets,
                          (select count(*) from enrollment e where e.offering = :offering and e.provider = any(:providers) and e.state <> 'failed'
                             and (e.first_at at time zone 'UTC')::date >= first and (e.first_at at time zone 'UTC')::date < first + 7) as paid,
                          (select count(*) from enrollment e where e.offering = :offering and e.provider = any(:providers)
                             and (e.completed_at at time zone 'UTC')::date >= first and (e.completed_at at time zone 'UTC')::date < first + 7) as completed
                        from (select :monday::date - 7 * generate_series(0, :more) as first) as week
                        order by first desc
                        """)
                .bind("offering", offering)
                .bind("providers", scope.providers())
                .bind("monday", LocalDate.now(clock).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)))
                .bind("more", SHOWN - 1)
                .map(row -> new Week(
                        Columns.required(row, "first", LocalDate.class),
                        Columns.required(row, "counted", Boolean.class),
                        Columns.required(row, "views", Long.class),
                        Columns.required(row, "comparisons", Long.class),
                        Columns.required(row, "baskets_counted", Boolean.class),
                        Columns.required(row, "baskets", Long.class),
                        Columns.required(row, "paid", Long.class),
                        Columns.required(row, "completed", Long.class)))
                .all();
    }

    /** A count of people who are not known to the institution; null where it is too small to be told. */
    static @Nullable Long told(long count) {
        return count > 0 && count < FEWEST ? null : count;
    }
}
