package market.tessera.indexer.rebuild;

import static market.tessera.platform.database.Rows.required;

import java.time.LocalDate;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** For which day all documents have been looked at again. */
final class RenewalDays {
    private final DatabaseClient database;

    RenewalDays(DatabaseClient database) {
        this.database = database;
    }

    /** The day before all days if it has never been done. */
    Mono<LocalDate> last() {
        return database.sql("select day from renewal")
                .map(row -> required(row, "day", LocalDate.class))
                .one()
                .defaultIfEmpty(LocalDate.EPOCH);
    }

    Mono<Void> done(LocalDate day) {
        return database.sql("insert into renewal (day) values (:day) on conflict (id) do update set day = excluded.day")
                .bind("day", day)
                .then();
    }
}
