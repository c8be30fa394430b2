package market.tessera.checkout.balance;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import market.tessera.checkout.balance.BalanceMovement.Account;
import market.tessera.checkout.sql.Bindings;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What has moved the balance without an order: each once, booked where its type says against what, otherwise open until a person has said so. */
@Repository
public class BalanceMovements {
    static final int MOST = 100;

    /** Whether the payment of {@code m} is not one of our orders'. */
    private static final String UNKNOWN = """
            not exists (select from payment_intent i where i.reference = m.payment)
              and not exists (select from stray_payment s where s.reference = m.payment)""";

    /** Entries of {@code moved}, for each its account, fee and amount; what moves nothing is no posting. */
    private static final String ENTRIES = """
            select 'BALANCE', entry.account, sum(entry.amount)::bigint, m.currency, 'balance:' || m.id, :now
            from moved m cross join lateral (values ('STRIPE', m.amount - m.fee), ('FEE', m.fee), (m.account, -m.amount)) as entry (account, amount)
            where m.account is not null
            group by m.id, m.currency, entry.account having sum(entry.amount) <> 0""";

    private final DatabaseClient database;
    private final Clock clock;

    BalanceMovements(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * One that nobody has explained yet.
     *
     * @param payment that it is for, and that no order knows of; null where it belongs to none
     */
    public record Open(
            String id,
            String type,
            @Nullable String payment,
            String description,
            Money amount,
            Money fee,
            Instant at) {}

    /** One that a person has explained. */
    public record Resolved(
            String id, String type, Money amount, @Nullable String account, String reason, String by, Instant at) {}

    /** Those of a payment only if no order knows of that. */
    Mono<Void> book(List<BalanceMovement> read) {
        return database.sql("""
                        with moved as (
                          insert into balance_movement (id, type, source, payment, description, amount, fee, currency, moved_at, state, account, read_at)
                          select id, type, source, nullif(payment, ''), description, amount, fee, currency, to_timestamp(at),
                            case when account = '' then 'OPEN' else 'BOOKED' end, nullif(account, ''), :now
                          from unnest(:ids::text[], :types::text[], :sources::text[], :payments::text[], :descriptions::text[], :amounts::bigint[],
                            :fees::bigint[], :currencies::text[], :ats::bigint[], :accounts::text[])
                            as m (id, type, source, payment, description, amount, fee, currency, at, account)
                          where %s
                          order by id
                          on conflict (id) do nothing returning *)
                        insert into posting (kind, account, amount, currency, cause, posted_at)
                        """.formatted(UNKNOWN) + ENTRIES)
                .bind("ids", texts(read, BalanceMovement::id))
                .bind("types", texts(read, BalanceMovement::type))
                .bind("sources", texts(read, BalanceMovement::cause))
                .bind("payments", texts(read, movement -> movement.isOfOrders() ? movement.paid() : ""))
                .bind("descriptions", texts(read, BalanceMovement::description))
                .bind("amounts", numbers(read, movement -> movement.amount().amount()))
                .bind("fees", numbers(read, movement -> movement.fee().amount()))
                .bind(
                        "currencies",
                        texts(read, movement -> movement.amount().currency().getCurrencyCode()))
                .bind("ats", numbers(read, movement -> movement.at().getEpochSecond()))
                .bind(
                        "accounts",
                        texts(
                                read,
                                movement ->
                                        movement.account().map(Account::name).orElse("")))
                .bind("now", clock.instant())
                .then();
    }

    /** Those that wait longest first. */
    public Flux<Open> open() {
        return database.sql(
                        "select * from balance_movement m where state = 'OPEN' and %s order by moved_at, id limit %d"
                                .formatted(UNKNOWN, MOST))
                .map(row -> new Open(
                        required(row, "id", String.class),
                        required(row, "type", String.class),
                        row.get("payment", String.class),
                        required(row, "description", String.class),
                        money(row, "amount"),
                        money(row, "fee"),
                        required(row, "moved_at", Instant.class)))
                .all();
    }

    public Flux<Resolved> resolvedLately() {
        return database.sql(
                        "select * from balance_movement where state = 'RESOLVED' order by resolved_at desc limit 20")
                .map(row -> new Resolved(
                        required(row, "id", String.class),
                        required(row, "type", String.class),
                        money(row, "amount"),
                        row.get("account", String.class),
                        required(row, "reason", String.class),
                        required(row, "resolved_by", String.class),
                        required(row, "resolved_at", Instant.class)))
                .all();
    }

    /**
     * A person has said what it was.
     *
     * @param account that it is booked against; null where nothing is to be booked, because other entries say it already
     * @return false if it is not open any more
     */
    public Mono<Boolean> resolve(String id, @Nullable Account account, String reason, String by) {
        return database.sql("""
                        with moved as (
                          update balance_movement m set state = 'RESOLVED', account = :account, reason = :reason, resolved_by = :by, resolved_at = :now
                          where id = :id and state = 'OPEN' and %s returning *),
                        posted as (
                          insert into posting (kind, account, amount, currency, cause, posted_at)
                          %s)
                        select count(*) from moved
                        """.formatted(UNKNOWN, ENTRIES))
                .bind("id", id)
                .bind("account", Bindings.nullable(account == null ? null : account.name(), String.class))
                .bind("reason", reason)
                .bind("by", by)
                .bind("now", clock.instant())
                .mapValue(Long.class)
                .one()
                .map(count -> count > 0);
    }

    private static String[] texts(List<BalanceMovement> read, Function<BalanceMovement, String> value) {
        return read.stream().map(value).toArray(String[]::new);
    }

    private static Long[] numbers(List<BalanceMovement> read, ToLongFunction<BalanceMovement> value) {
        return read.stream().mapToLong(value).boxed().toArray(Long[]::new);
    }

    private static Money money(Readable row, String amount) {
        return Money.of(required(row, amount, Long.class), required(row, "currency", String.class));
    }
}
