package market.tessera.provider.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import market.tessera.provider.provider.Columns;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Slows down guessing of passwords. Each attempt is counted before the password is looked at, in one statement, so that attempts at the same
 * moment count as well; a success takes its own attempts back.
 */
@Component
class SignInThrottle {
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int PER_ACCOUNT = 5;
    private static final int PER_ADDRESS = 50;

    private final DatabaseClient database;
    private final Clock clock;

    SignInThrottle(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Counts an attempt; empty if it may go on, otherwise how long to wait. */
    Mono<Duration> take(String email, String address) {
        return over("address:" + address, PER_ADDRESS).switchIfEmpty(over("account:" + email, PER_ACCOUNT));
    }

    Mono<Void> forgive(String email, String address) {
        return database.sql("delete from sign_in_throttle where subject = :account")
                .bind("account", "account:" + email)
                .then()
                .then(database.sql(
                                "update sign_in_throttle set attempts = greatest(attempts - 1, 0) where subject = :address")
                        .bind("address", "address:" + address)
                        .then());
    }

    private Mono<Duration> over(String subject, int limit) {
        return count(subject)
                .filter(count -> count.attempts() > limit)
                .map(count -> Duration.between(clock.instant(), count.ends()));
    }

    private Mono<Count> count(String subject) {
        return database.sql("""
                        insert into sign_in_throttle as known (subject, attempts, ends) values (:subject, 1, :ends)
                        on conflict (subject) do update set
                          attempts = case when known.ends <= :now then 1 else known.attempts + 1 end,
                          ends = case when known.ends <= :now then excluded.ends else known.ends end
                        returning attempts, ends
                        """)
                .bind("subject", subject)
                .bind("now", clock.instant())
                .bind("ends", clock.instant().plus(WINDOW))
                .map(row -> new Count(
                        Columns.required(row, "attempts", Integer.class), Columns.required(row, "ends", Instant.class)))
                .one();
    }

    private record Count(int attempts, Instant ends) {}
}
