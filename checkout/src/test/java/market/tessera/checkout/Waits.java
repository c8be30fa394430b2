package market.tessera.checkout;

import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Tells when another connection to the database waits for the one that asks. */
public final class Waits {
    private Waits() {}

    public static Mono<Long> somebodyWaitsForUs(DatabaseClient database) {
        return database.sql(
                        "select count(*) from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))")
                .mapValue(Long.class)
                .one()
                .filter(waiting -> waiting > 0)
                .repeatWhenEmpty(again -> again.delayElements(Duration.ofMillis(20)))
                .timeout(Duration.ofSeconds(45));
    }
}
