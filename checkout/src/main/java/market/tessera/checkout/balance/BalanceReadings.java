package market.tessera.checkout.balance;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
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

    /**
     * From where to go on.
     *
     * @param readTo when everything was read last
     * @param newest movement that need not be read again, nor anything before it; null where none is known
     */
    record Forwards(Instant readTo, @Nullable String newest) {}

    /** Where nothing was read yet, now: what was before is read backwards. */
    Mono<Forwards> forwards() {
        return database.sql("select coalesce(max(read_to), :now) as read_to, max(newest) as newest from fee_reading")
                .bind("now", clock.instant())
                .map(row -> new Forwards(
                        Objects.requireNonNull(row.get("read_to", Instant.class)), row.get("newest", String.class)))
                .one();
    }

    Mono<Void> read(Forwards reached) {
        return database.sql("""
                        insert into fee_reading (read_to, newest) values (:to, :newest)
                        on conflict (one) do update set read_to = greatest(fee_reading.read_to, excluded.read_to), newest = excluded.newest
                        """)
                .bind("to", reached.readTo())
                .bind("newest", Bindings.nullable(reached.newest(), String.class))
                .then();
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
