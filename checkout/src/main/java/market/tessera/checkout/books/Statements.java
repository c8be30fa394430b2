package market.tessera.checkout.books;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import market.tessera.checkout.desk.DeskScope;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** What the ledger says a provider has earned, month by month. */
@Repository
class Statements {
    private final DatabaseClient database;

    Statements(DatabaseClient database) {
        this.database = database;
    }

    /**
     * A movement of a line's money.
     *
     * @param share the provider's; negative where it was taken back
     * @param commission the market's; negative where it was given back
     * @param tax in the price, for the provider to pay on; negative where it was given back
     * @param paid what has gone to the provider; negative where it came back, or is owed by it from then on
     */
    record Movement(
            Instant at,
            UUID provider,
            String providerName,
            String orderNumber,
            UUID order,
            String title,
            String kind,
            Money share,
            Money commission,
            Money tax,
            Money paid) {

        public Money price() {
            return share.plus(commission).plus(tax);
        }

        boolean isSale() {
            return kind.equals("SALE");
        }

        /** The last part of the key of its words. */
        public String key() {
            return kind.toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How a provider stands after the month, of all time.
     *
     * @param owed to the provider, and not paid yet
     * @param debt owed by the provider
     */
    record Balance(UUID provider, String providerName, Money owed, Money debt) {}

    /** In the order in which they were booked; months are those of UTC. */
    Flux<Movement> movements(DeskScope scope, YearMonth month) {
        return database.sql("""
                        select p.posted_at, p.provider, l.provider_name, o.number, o.id, l.title, p.kind, p.currency,
                          case when p.kind in ('SALE', 'REFUND', 'DISPUTE_LOST') then -p.amount else 0 end as share,
                          case when p.kind in ('SALE', 'REFUND', 'DISPUTE_LOST') then 0 else p.amount end as paid,
                          coalesce((
                            select -c.amount from posting c where c.order_id = p.order_id and c.kind = p.kind
                              and c.account = 'COMMISSION' and c.line = p.line and c.cause is not distinct from p.cause), 0) as commission,
                          coalesce((
                            select -c.amount from posting c where c.order_id = p.order_id and c.kind = p.kind
                              and c.account = 'TAX' and c.line = p.line and c.cause is not distinct from p.cause), 0) as tax
                        from posting p join order_line l on l.id = p.line join orders o on o.id = p.order_id
                        where p.account = 'PROVIDER' and p.provider = any(:providers) and p.posted_at >= :from and p.posted_at < :to
                        order by p.posted_at, o.number, l.title
                        """)
                .bind("from", month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant())
                .bind("to", end(month))
                .bind("providers", scope.providerIds())
                .map(Statements::movement)
                .all();
    }

    Flux<Balance> balances(DeskScope scope, YearMonth month) {
        return database.sql("""
                        select p.provider, max(o.name) as provider_name, p.currency,
                          coalesce(-sum(p.amount) filter (where p.account in ('PROVIDER', 'TAX')), 0)::bigint as owed,
                          coalesce(sum(p.amount) filter (where p.account = 'OWED'), 0)::bigint as debt
                        from posting p join offer_provider o on o.id = p.provider
                        where p.account in ('PROVIDER', 'TAX', 'OWED') and p.provider = any(:providers) and p.posted_at < :to
                        group by p.provider, p.currency order by 2, 3
                        """)
                .bind("to", end(month))
                .bind("providers", scope.providerIds())
                .map(Statements::balance)
                .all();
    }

    private static Instant end(YearMonth month) {
        return month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Balance balance(Readable row) {
        var currency = required(row.get("currency", String.class));
        return new Balance(
                required(row.get("provider", UUID.class)),
                required(row.get("provider_name", String.class)),
                Money.of(required(row.get("owed", Long.class)), currency),
                Money.of(required(row.get("debt", Long.class)), currency));
    }

    private static Movement movement(Readable row) {
        var currency = required(row.get("currency", String.class));
        return new Movement(
                required(row.get("posted_at", Instant.class)),
                required(row.get("provider", UUID.class)),
                required(row.get("provider_name", String.class)),
                required(row.get("number", String.class)),
                required(row.get("id", UUID.class)),
                required(row.get("title", String.class)),
                required(row.get("kind", String.class)),
                Money.of(required(row.get("share", Long.class)), currency),
                Money.of(required(row.get("commission", Long.class)), currency),
                Money.of(required(row.get("tax", Long.class)), currency),
                Money.of(required(row.get("paid", Long.class)), currency));
    }

    private static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
