package market.tessera.checkout.transfer;

import java.time.Clock;
import java.util.UUID;
import market.tessera.checkout.sql.Bindings;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Shares that have to come back. */
@Repository
class Reversals {
    private final DatabaseClient database;
    private final Clock clock;

    Reversals(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param checks how often it was looked at, this time included */
    record Due(UUID line, int checks) {}

    /** Takes what is due, so that no other instance does for a while. */
    Flux<Due> lease(int most) {
        return database.sql("""
                        update transfer_reversal set checks = checks + 1,
                          check_at = cast(:now as timestamptz) + least(interval '30 seconds' * power(2, least(checks, 10)), interval '1 hour')
                        where line in (
                          select line from transfer_reversal where check_at <= :now order by check_at limit :most for update skip locked)
                        returning line, checks
                        """)
                .bind("now", clock.instant())
                .bind("most", most)
                .mapProperties(Due.class)
                .all();
    }

    /** Its share is settled now, so that it can be fetched; nothing if it is not wanted back. */
    Mono<Void> wake(UUID line) {
        return database.sql("update transfer_reversal set check_at = :now where line = :line and status = 'INTENDED'")
                .bind("now", clock.instant())
                .bind("line", line)
                .then();
    }

    /** False if it was settled before. Its share is locked by the caller. */
    Mono<Boolean> settle(UUID line, Money back, Money owed, @Nullable String stripeId, @Nullable String failure) {
        return database.sql("""
                        update transfer_reversal set status = case when :owed > 0 then 'OWED' else 'DONE' end, amount = :amount, owed = :owed,
                          stripe_id = :stripe, failure = :failure, check_at = null, finished_at = :now
                        where line = :line and status = 'INTENDED'
                        """)
                .bind("owed", owed.amount())
                .bind("amount", back.amount())
                .bind("stripe", Bindings.nullable(stripeId, String.class))
                .bind("failure", Bindings.nullable(failure, String.class))
                .bind("now", clock.instant())
                .bind("line", line)
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1);
    }
}
