package market.tessera.checkout.books;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Objects;
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
        return database.sql("""
                        select account, currency, coalesce(sum(amount) filter (where posted_at < :from), 0)::bigint as before,
                          coalesce(sum(amount) filter (where posted_at >= :from), 0)::bigint as moved
                        from posting where posted_at < :to group by account, currency
                        order by currency, array_position(array['STRIPE', 'BANK', 'DISPUTED', 'BUYER', 'PROVIDER', 'TAX', 'OWED', 'COMMISSION', 'PROMOTION',
                          'FEE', 'LOSS', 'WRITTEN_OFF'], account)
                        """)
                .bind("from", begins(month))
                .bind("to", begins(month.plusMonths(1)))
                .map(row ->
                        new Standing(required(row, "account", String.class), money(row, "before"), money(row, "moved")))
                .all();
    }

    Flux<Moved> moved(YearMonth month) {
        return database.sql("""
                        select account, kind, currency, sum(amount)::bigint as amount from posting where posted_at >= :from and posted_at < :to
                        group by account, kind, currency order by currency, account, kind
                        """)
                .bind("from", begins(month))
                .bind("to", begins(month.plusMonths(1)))
                .map(row -> new Moved(
                        required(row, "account", String.class),
                        required(row, "kind", String.class),
                        money(row, "amount")))
                .all();
    }

    private static Instant begins(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Money money(Readable row, String amount) {
        return Money.of(required(row, amount, Long.class), required(row, "currency", String.class));
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
