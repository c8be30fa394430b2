package market.tessera.provider.offeringpage;

import io.r2dbc.spi.Readable;
import java.time.Clock;
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
 * @param hindrance why nobody can enrol although it is on the market, {@code no-run} or {@code no-price}; empty if somebody can, or it is not there
 */
record Standing(
        @Nullable String takenDownWhy,
        @Nullable LocalDate salesEnd,
        @Nullable LocalDate teachOutUntil,
        boolean retired,
        @Nullable LocalDate reviewDue,
        boolean live,
        String hindrance) {

    @Component
    record Standings(DatabaseClient database, Clock clock) {
        Mono<Standing> of(UUID offering) {
            return database.sql("""
                            select o.taken_down_why, r.sales_end, r.teach_out_until, r.done_at is not null as retired, c.due,
                              p.verified_at is not null as live,
                              case when p.verified_at is null or o.status <> 'published' or o.taken_down_why is not null then ''
                                when not exists (
                                  select from intake i where i.offering = o.id and i.closed_at is null
                                    and coalesce(i.closes, case when i.self_paced then 'infinity' else i.starts end) >= :today) then 'no-run'
                                when not exists (
                                  select from jsonb_array_elements(coalesce(v.elements -> 'costs', '[]')) as cost
                                  where coalesce((cost ->> 'mandatory')::boolean, true)) and not exists (
                                  select from intake i where i.offering = o.id and i.closed_at is null and i.price is not null) then 'no-price'
                                else '' end as hindrance
                            from offering o join provider p on p.id = o.provider
                            left join offering_version v on v.offering = o.id and v.edition = o.edition
                            left join retirement r on r.offering = o.id left join cycle c on c.offering = o.id
                            where o.id = :id
                            """)
                    .bind("id", offering)
                    .bind("today", LocalDate.now(clock))
                    .map(Standing::read)
                    .one();
        }
    }

    private static Standing read(Readable row) {
        return new Standing(
                row.get("taken_down_why", String.class),
                row.get("sales_end", LocalDate.class),
                row.get("teach_out_until", LocalDate.class),
                Columns.required(row, "retired", Boolean.class),
                row.get("due", LocalDate.class),
                Columns.required(row, "live", Boolean.class),
                Columns.required(row, "hindrance", String.class));
    }
}
