package market.tessera.checkout.books;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The ledger's days that are over, added up once. */
@Repository
class LedgerDays {
    private final DatabaseClient database;

    LedgerDays(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Adds up the days that have gone by since the last time, but for the newest: by a day later nothing is booked on it any more. Whoever does so at
     * the same time waits, and finds nothing left to do. Emits how many sums were written.
     */
    Mono<Long> close() {
        return database.sql("""
                        with closed as (
                          update posting_day_reach r set up_to = over.at
                          from (select (date_trunc('day', now() at time zone 'UTC') - interval '1 day') at time zone 'UTC' as at) over
                          where r.up_to < over.at
                          returning old.up_to as before, new.up_to as after)
                        insert into posting_day (day, account, kind, currency, amount)
                        select (p.posted_at at time zone 'UTC')::date, p.account, p.kind, p.currency, sum(p.amount)::bigint
                        from closed c join posting p on p.posted_at >= c.before and p.posted_at < c.after
                        group by 1, 2, 3, 4
                        """).fetch().rowsUpdated();
    }
}
