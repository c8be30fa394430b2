package market.tessera.checkout.balance;

import java.time.Clock;
import java.time.Instant;
import market.tessera.checkout.sql.Bindings;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** How far the balance was read: forwards, as it moves, and backwards to its beginning, once. */
@Repository
class BalanceReadings {
    private final DatabaseClient database;
    private final Clock clock;

    BalanceReadings(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * How far back the beginning still is.
     *
     * @param oldest movement that was read on the way there; null where that has not begun
     */
    record Backwards(@Nullable String oldest) {}

    /** Where nothing was read yet, now: what was before is read backwards. */
    Mono<Instant> readTo() {
        return database.sql("select coalesce((select read_to from fee_reading), :now)")
                .bind("now", clock.instant())
                .mapValue(Instant.class)
                .one();
    }

    Mono<Void> read(Instant to) {
        return database.sql("""
                        insert into fee_reading (read_to) values (:to)
                        on conflict (one) do update set read_to = greatest(fee_reading.read_to, excluded.read_to)
                        """).bind("to", to).then();
    }

    /** Empty once the beginning was reached. */
    Mono<Backwards> backwards() {
        return database.sql("select oldest from fee_reading where not whole")
                .map(row -> new Backwards(row.get("oldest", String.class)))
                .one();
    }

    /** @param oldest null where there is nothing before */
    Mono<Void> readBack(@Nullable String oldest) {
        return database.sql("update fee_reading set oldest = :oldest, whole = (:oldest is null) where not whole")
                .bind("oldest", Bindings.nullable(oldest, String.class))
                .then();
    }
}
