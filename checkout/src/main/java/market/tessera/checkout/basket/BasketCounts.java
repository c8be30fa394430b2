package market.tessera.checkout.basket;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** How often each offering was put into a basket on a day; {@link Baskets#put} counts. */
@Repository
class BasketCounts {
    static final String TYPE = "baskets.counted";

    private final DatabaseClient database;

    BasketCounts(DatabaseClient database) {
        this.database = database;
    }

    /** Of one offering on one day. */
    record Count(UUID offering, int baskets) {}

    /** In the order of the offerings, those after one; at most so many. */
    Mono<List<Count>> of(LocalDate day, UUID after, int most) {
        return database.sql("""
                        select offering, baskets from basket_count
                        where day = :day and offering > :after order by offering limit :most
                        """)
                .bind("day", day)
                .bind("after", after)
                .bind("most", most)
                .mapProperties(Count.class)
                .all()
                .collectList();
    }

    /** Whether the day was not told before; it is now. */
    Mono<Boolean> beginTelling(LocalDate day) {
        return database.sql("insert into basket_count_day (day) values (:day) on conflict do nothing")
                .bind("day", day)
                .fetch()
                .rowsUpdated()
                .map(added -> added > 0);
    }

    /** With the days go the events that told of them. No index leads to those, so the log is looked through only when a day goes. */
    Mono<Void> forget(LocalDate before) {
        return database.sql("delete from basket_count where day < :before")
                .bind("before", before)
                .then()
                .then(database.sql("""
                                with gone as (delete from basket_count_day where day < :before returning day)
                                delete from event_log where exists (select from gone) and type = :type and data ->> 'day' < :iso
                                """)
                        .bind("before", before)
                        .bind("type", TYPE)
                        .bind("iso", before.toString())
                        .then());
    }
}
