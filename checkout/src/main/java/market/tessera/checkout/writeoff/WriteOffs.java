package market.tessera.checkout.writeoff;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import market.tessera.platform.money.Money;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Debts of providers, and those that were written off. */
@Repository
class WriteOffs {
    static final int MOST = 100;

    private final DatabaseClient database;
    private final Clock clock;

    WriteOffs(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What a provider owes in one currency. */
    record Debt(UUID provider, String providerName, Money amount, Instant since) {}

    record Written(String providerName, Money amount, String reason, String by, Instant at) {}

    Flux<Debt> debts() {
        return database.sql("""
                        select r.provider, max(p.name) as provider_name, sum(r.owed)::bigint as amount, r.currency, min(r.wanted_at) as at
                        from transfer_reversal r join offer_provider p on p.id = r.provider where r.owed > 0
                        group by r.provider, r.currency order by at limit %d
                        """.formatted(MOST)).map(WriteOffs::debt).all();
    }

    Flux<Written> newest() {
        return database.sql("""
                        select p.name as provider_name, w.amount, w.currency, w.reason, w.written_by, w.written_at as at
                        from write_off w join offer_provider p on p.id = w.provider order by w.written_at desc limit %d
                        """.formatted(MOST)).map(WriteOffs::written).all();
    }

    /**
     * All that the provider owes in that currency, by one entry for each line; what is set off meanwhile waits for it, or it for that.
     *
     * @return false if it owes another amount by now, and nothing was written off
     */
    Mono<Boolean> write(UUID provider, Money amount, String reason, String by) {
        return database.sql("""
                        with owing as materialized (
                          select id, line, order_id, provider, currency, owed from transfer_reversal
                          where provider = :provider and currency = :currency and owed > 0 order by line, id for update),
                        written as (
                          insert into write_off (id, provider, currency, amount, reason, written_by, written_at)
                          select :id, :provider, :currency, sum(owed), :reason, :by, :now from owing having sum(owed) = :amount
                          returning id),
                        cleared as (
                          update transfer_reversal r set owed = 0, status = 'DONE' from owing, written where r.id = owing.id)
                        insert into posting (order_id, kind, account, provider, line, amount, currency, cause, posted_at)
                        select o.order_id, 'WRITE_OFF', entry.account, entry.provider, o.line, entry.amount, o.currency, 'write-off:' || written.id, :now
                        from written, (select order_id, line, provider, currency, sum(owed)::bigint as owed from owing group by 1, 2, 3, 4) o
                          cross join lateral (values ('OWED', o.provider, -o.owed), ('WRITTEN_OFF', null, o.owed)) as entry (account, provider, amount)
                        """)
                .bind("id", UUID.randomUUID())
                .bind("provider", provider)
                .bind("currency", amount.currency().getCurrencyCode())
                .bind("amount", amount.amount())
                .bind("reason", reason)
                .bind("by", by)
                .bind("now", clock.instant())
                .fetch()
                .rowsUpdated()
                .map(posted -> posted > 0);
    }

    private static Debt debt(Readable row) {
        return new Debt(
                required(row, "provider", UUID.class),
                required(row, "provider_name", String.class),
                money(row),
                required(row, "at", Instant.class));
    }

    private static Written written(Readable row) {
        return new Written(
                required(row, "provider_name", String.class),
                money(row),
                required(row, "reason", String.class),
                required(row, "written_by", String.class),
                required(row, "at", Instant.class));
    }

    private static Money money(Readable row) {
        return Money.of(required(row, "amount", Long.class), required(row, "currency", String.class));
    }
}
