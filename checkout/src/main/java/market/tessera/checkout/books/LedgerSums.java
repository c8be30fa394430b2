package market.tessera.checkout.books;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import market.tessera.platform.money.Money;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** The market's own accounts, derived from every entry of the ledger. */
@Repository
class LedgerSums {
    private final DatabaseClient database;

    LedgerSums(DatabaseClient database) {
        this.database = database;
    }

    /**
     * How an account stands in one currency: what the market has or is owed is positive, what it owes or has earned negative.
     *
     * @param before when the month began
     * @param moved in the month
     */
    record Standing(String account, Money before, Money moved) {
        public Money after() {
            return before.plus(moved);
        }
    }

    /** What has moved an account in a month, by kind of entry. */
    record Moved(String account, String kind, Money amount) {}

    /** By currency, and within it in the order in which money goes through the accounts. Of every currency they add up to nothing. */
    Flux<Standing> standings(YearMonth month) {
        return of("""
                        select account, currency, coalesce(sum(amount) filter (where earlier), 0)::bigint as before,
                          coalesce(sum(amount) filter (where not earlier), 0)::bigint as moved
                        from (
                          select account, currency, amount, day < :first as earlier from posting_day where day < :next
                          union all select account, currency, amount, posted_at < :from from posting
                          where posted_at >= (select up_to from posting_day_reach) and posted_at < :to) moved
                        group by account, currency
                        order by currency, array_position(array['STRIPE', 'BANK', 'DISPUTED', 'BUYER', 'PROVIDER', 'TAX', 'OWED', 'COMMISSION', 'PROMOTION',
                          'FEE', 'LOSS', 'WRITTEN_OFF'], account)
                        """, month)
                .map(row ->
                        new Standing(required(row, "account", String.class), money(row, "before"), money(row, "moved")))
                .all();
    }

    Flux<Moved> moved(YearMonth month) {
        return of("""
                        select account, kind, currency, sum(amount)::bigint as amount
                        from (
                          select account, kind, currency, amount from posting_day where day >= :first and day < :next
                          union all select account, kind, currency, amount from posting
                          where posted_at >= greatest(:from, (select up_to from posting_day_reach)) and posted_at < :to) moved
                        group by account, kind, currency order by currency, account, kind
                        """, month)
                .map(row -> new Moved(
                        required(row, "account", String.class),
                        required(row, "kind", String.class),
                        money(row, "amount")))
                .all();
    }

    /** Days that are over are read as they were added up, and only what came since as it was booked. */
    private DatabaseClient.GenericExecuteSpec of(String sql, YearMonth month) {
        var next = month.plusMonths(1);
        return database.sql(sql)
                .bind("first", month.atDay(1))
                .bind("next", next.atDay(1))
                .bind("from", begins(month))
                .bind("to", begins(next));
    }

    private static Instant begins(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Money money(Readable row, String amount) {
        return Money.of(required(row, amount, Long.class), required(row, "currency", String.class));
    }
}
