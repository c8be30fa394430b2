package market.tessera.checkout.books;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import market.tessera.checkout.desk.DeskScope;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the ledger says a provider has earned, month by month. */
@Repository
class Statements {
    private static final int PART = 5_000;
    private static final String MOVEMENTS = """
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
            where p.account = 'PROVIDER' and p.provider = any(:providers) and p.posted_at >= :from and p.posted_at < :to""";

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

        /** The last part of the key of its words. */
        public String key() {
            return kind.toLowerCase(Locale.ROOT);
        }
    }

    /** What of a provider's money has moved in a month, in one currency; each as {@link Summary} has it. */
    record Moved(UUID provider, Money sold, Money returned, Money tax, Money commission, Money paid) {
        static Moved nothing(Balance balance) {
            var zero = Money.zero(balance.owed().currency());
            return new Moved(balance.provider(), zero, zero, zero, zero, zero);
        }

        boolean isOf(Balance balance) {
            return provider.equals(balance.provider())
                    && sold.currency().equals(balance.owed().currency());
        }
    }

    /**
     * How a provider stands after the month, of all time.
     *
     * @param owed to the provider, and not paid yet
     * @param debt owed by the provider
     */
    record Balance(UUID provider, String providerName, Money owed, Money debt) {}

    /** A page of them, in the order in which they were booked; months are those of UTC. */
    Flux<Movement> movements(DeskScope scope, YearMonth month, int most, long before) {
        return of(MOVEMENTS + " order by p.posted_at, o.number, l.title, p.id limit :most offset :before", scope, month)
                .bind("most", most)
                .bind("before", before)
                .map(Statements::movement)
                .all();
    }

    private record Part(long before, List<Movement> movements) {
        boolean isLast() {
            return movements.size() < PART;
        }
    }

    /** All of them, however many, a part at a time: whoever reads them slowly keeps no connection of the database. */
    Flux<Movement> all(DeskScope scope, YearMonth month) {
        return part(scope, month, 0)
                .expand(part -> part.isLast() ? Mono.empty() : part(scope, month, part.before() + PART))
                .concatMapIterable(Part::movements);
    }

    private Mono<Part> part(DeskScope scope, YearMonth month, long before) {
        return movements(scope, month, PART, before).collectList().map(found -> new Part(before, found));
    }

    /** What of each provider's money has moved in each currency; nothing where nothing has. */
    Flux<Moved> moved(DeskScope scope, YearMonth month) {
        return of("""
                        select provider, currency, coalesce(sum(share) filter (where kind = 'SALE'), 0)::bigint as sold,
                          coalesce(-sum(share) filter (where kind <> 'SALE'), 0)::bigint as returned,
                          sum(tax)::bigint as tax, sum(commission)::bigint as commission, sum(paid)::bigint as paid
                        from (%s) m group by provider, currency
                        """.formatted(MOVEMENTS), scope, month).map(Statements::moved).all();
    }

    private DatabaseClient.GenericExecuteSpec of(String sql, DeskScope scope, YearMonth month) {
        return database.sql(sql)
                .bind("from", month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant())
                .bind("to", end(month))
                .bind("providers", scope.providerIds());
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

    private static Moved moved(Readable row) {
        var currency = required(row.get("currency", String.class));
        return new Moved(
                required(row.get("provider", UUID.class)),
                Money.of(required(row.get("sold", Long.class)), currency),
                Money.of(required(row.get("returned", Long.class)), currency),
                Money.of(required(row.get("tax", Long.class)), currency),
                Money.of(required(row.get("commission", Long.class)), currency),
                Money.of(required(row.get("paid", Long.class)), currency));
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
