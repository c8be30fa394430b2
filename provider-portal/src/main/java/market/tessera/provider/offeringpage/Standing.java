package market.tessera.provider.offeringpage;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.UUID;
import market.tessera.provider.provider.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * How an offering stands beside its workflow.
 *
 * @param takenDownWhy the operator's reason; null unless the offering is taken down
 * @param salesEnd when it is to be retired, or was by plan; null if nothing is planned
 * @param teachOutUntil until when those who are enrolled are taught
 * @param retired whether the plan has been carried out
 * @param reviewDue when it is to be looked through again; null if its institution has no review cycle
 * @param live whether the institution is verified, so that what it publishes is public
 */
record Standing(
        @Nullable String takenDownWhy,
        @Nullable LocalDate salesEnd,
        @Nullable LocalDate teachOutUntil,
        boolean retired,
        @Nullable LocalDate reviewDue,
        boolean live) {

    @Component
    record Standings(DatabaseClient database) {
        Mono<Standing> of(UUID offering) {
            return database.sql("""
                            select o.taken_down_why, r.sales_end, r.teach_out_until, r.done_at is not null as retired, c.due,
                              p.verified_at is not null as live
                            from offering o join provider p on p.id = o.provider
                            left join retirement r on r.offering = o.id left join cycle c on c.offering = o.id
                            where o.id = :id
                            """).bind("id", offering).map(Standing::read).one();
        }
    }

    private static Standing read(Readable row) {
        return new Standing(
                row.get("taken_down_why", String.class),
                row.get("sales_end", LocalDate.class),
                row.get("teach_out_until", LocalDate.class),
                Columns.required(row, "retired", Boolean.class),
                row.get("due", LocalDate.class),
                Columns.required(row, "live", Boolean.class));
    }
}
