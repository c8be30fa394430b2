package market.tessera.provider.insight;

import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.util.UUID;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** How the public offerings of a scope do: how many enrolled, and how many of those completed. Numbers only, no learners. */
@Repository
class Insight {
    static final int MOST = 200;

    /** Below this many enrollments a share says more about chance than about the offering. */
    private static final int ENOUGH_FOR_A_SHARE = 20;

    private final DatabaseClient database;

    Insight(DatabaseClient database) {
        this.database = database;
    }

    /** Counts of enrollments of one offering. */
    record Line(
            UUID offering,
            String title,
            @Nullable Integer completeness,
            long enrolled,
            long completed,
            long withdrawn,
            @Nullable BigDecimal rating,
            long ratings) {
        /** In percent; null while there are too few to tell. */
        public @Nullable Long completionRate() {
            return enrolled < ENOUGH_FOR_A_SHARE ? null : Math.round(100.0 * completed / enrolled);
        }
    }

    /** Those with most enrollments first. */
    Flux<Line> of(ProviderScope scope) {
        return database.sql("""
                        select o.id, v.elements ->> 'title' as title, (v.completeness * 100)::int as completeness,
                          count(e.id) filter (where e.state <> 'failed') as enrolled,
                          count(e.id) filter (where e.state = 'completed') as completed,
                          count(e.id) filter (where e.state = 'withdrawn') as withdrawn,
                          (select round(avg(stars), 1) from learner_review r where r.offering = o.id and r.provider = o.provider and r.shown) as rating,
                          (select count(*) from learner_review r where r.offering = o.id and r.provider = o.provider and r.shown) as ratings
                        from offering o
                        join offering_version v on v.offering = o.id and v.edition = o.edition
                        left join enrollment e on e.offering = o.id and e.provider = o.provider
                        where o.provider = any(:providers) and o.status = 'published'
                        group by o.id, v.elements, v.completeness
                        order by enrolled desc, title, o.id
                        limit :limit
                        """)
                .bind("providers", scope.providers())
                .bind("limit", MOST)
                .map(Insight::line)
                .all();
    }

    private static Line line(Readable row) {
        return new Line(
                Columns.required(row, "id", UUID.class),
                Columns.required(row, "title", String.class),
                row.get("completeness", Integer.class),
                Columns.required(row, "enrolled", Long.class),
                Columns.required(row, "completed", Long.class),
                Columns.required(row, "withdrawn", Long.class),
                row.get("rating", BigDecimal.class),
                Columns.required(row, "ratings", Long.class));
    }
}
