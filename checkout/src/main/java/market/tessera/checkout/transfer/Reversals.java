package market.tessera.checkout.transfer;

import static market.tessera.platform.database.Rows.required;

import java.time.Clock;
import java.util.Currency;
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
    record Due(UUID id, UUID line, int checks) {}

    /**
     * One that is not settled.
     *
     * @param sent whether its share has left, or may have
     * @param wanted what has to come back of the share
     * @param toFetch the part of it that is at Stripe; the rest was set off
     */
    record Open(UUID id, boolean sent, Money wanted, Money toFetch) {
        /** What can be fetched: only steps move, what is more is owed. */
        Money payable() {
            var odd = toFetch.amount() % Money.payableStep(toFetch.currency());
            return new Money(toFetch.amount() - odd, toFetch.currency());
        }
    }

    /** Takes what is due, so that no other instance does for a while. */
    Flux<Due> lease(int most) {
        return database.sql("""
                        update transfer_reversal set checks = checks + 1,
                          check_at = cast(:now as timestamptz) + least(interval '30 seconds' * power(2, least(checks, 10)), interval '1 hour')
                        where id in (
                          select id from transfer_reversal where check_at <= :now order by check_at limit :most for update skip locked)
                        returning id, line, checks
                        """)
                .bind("now", clock.instant())
                .bind("most", most)
                .mapProperties(Due.class)
                .all();
    }

    /** Its share is settled now, so that it can be fetched; nothing if none of it is wanted back. */
    Mono<Void> wake(UUID line) {
        return database.sql("update transfer_reversal set check_at = :now where line = :line and status = 'INTENDED'")
                .bind("now", clock.instant())
                .bind("line", line)
                .then();
    }

    /** Empty if it was settled before. Its share is locked by the caller. */
    Mono<Open> open(UUID id, Currency currency) {
        return database.sql(
                        "select id, sent, wanted, to_fetch from transfer_reversal where id = :id and status = 'INTENDED'")
                .bind("id", id)
                .map(row -> new Open(
                        id,
                        required(row, "sent", Boolean.class),
                        new Money(required(row, "wanted", Long.class), currency),
                        new Money(required(row, "to_fetch", Long.class), currency)))
                .one();
    }

    /** Its share is locked by the caller, and it was open. */
    Mono<Void> settle(UUID id, Money back, Money owed, @Nullable String stripeId, @Nullable String failure) {
        return database.sql("""
                        update transfer_reversal set status = case when :owed > 0 then 'OWED' else 'DONE' end, amount = :amount, owed = :owed,
                          stripe_id = :stripe, failure = :failure, check_at = null, finished_at = :now
                        where id = :id
                        """)
                .bind("owed", owed.amount())
                .bind("amount", back.amount())
                .bind("stripe", Bindings.nullable(stripeId, String.class))
                .bind("failure", Bindings.nullable(failure, String.class))
                .bind("now", clock.instant())
                .bind("id", id)
                .then();
    }
}
