package market.tessera.storefront.searchlog;

import java.time.LocalDate;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * The days of which an event of one type was told.
 *
 * @param table of those days
 * @param type of the events, whose data have a {@code day}
 */
record ToldDays(DatabaseClient database, String table, String type) {

    /** Whether the day was not told before; it is now. */
    Mono<Boolean> begin(LocalDate day) {
        return database.sql("insert into %s (day) values (:day) on conflict do nothing".formatted(table))
                .bind("day", day)
                .fetch()
                .rowsUpdated()
                .map(added -> added > 0);
    }

    /** With the days go the events that told of them. No index leads to those, so the log is looked through only when a day goes. */
    Mono<Void> forget(LocalDate before) {
        return database.sql("""
                        with gone as (delete from %s where day < :before returning day)
                        delete from event_log where exists (select from gone) and type = :type and data ->> 'day' < :iso
                        """.formatted(table))
                .bind("before", before)
                .bind("type", type)
                .bind("iso", before.toString())
                .then();
    }
}
