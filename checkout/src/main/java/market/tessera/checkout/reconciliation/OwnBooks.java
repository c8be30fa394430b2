package market.tessera.checkout.reconciliation;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import market.tessera.checkout.reconciliation.Entry.Movement;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What has moved by our ledger; what it says of Stripe's account is compared, not what an order is thought to be. */
@Repository
class OwnBooks {
    private final DatabaseClient database;

    OwnBooks(DatabaseClient database) {
        this.database = database;
    }

    Mono<List<Entry>> since(Instant from) {
        return database.sql("""
                        select 'PAYMENT' as movement, i.reference, p.order_id, p.amount, p.currency, '' as state, p.posted_at as at
                          from posting p join payment_intent i on i.order_id = p.order_id
                          where p.account = 'STRIPE' and p.kind in ('SALE', 'UNSEATED') and p.posted_at >= :from
                        union all
                        select 'PAYMENT', s.reference, s.order_id, p.amount, p.currency, '', p.posted_at
                          from stray_payment s join posting p on p.order_id = s.order_id and p.account = 'STRIPE' and p.kind = 'STRAY'
                            and p.cause = 'stray:' || s.reference
                          where p.posted_at >= :from
                        union all
                        select 'REFUND', f.stripe_id, f.order_id, -p.amount, p.currency, '', p.posted_at
                          from stray_refund f join posting p on p.order_id = f.order_id and p.account = 'STRIPE' and p.kind = 'RETURN'
                            and p.cause = 'stray-refund:' || f.stripe_id
                          where f.failed_at is null and p.posted_at >= :from
                        union all
                        select 'REFUND', r.stripe_id, r.order_id, -sum(p.amount)::bigint, r.currency, '', min(p.posted_at)
                          from refund r join posting p on p.order_id = r.order_id and p.account = 'STRIPE'
                            and p.cause = 'refund:' || r.id || ':' || r.attempt
                          where r.stripe_id is not null and r.status in ('PENDING', 'SUCCEEDED') and p.posted_at >= :from
                          group by r.id
                        union all
                        select 'REFUND', 'unseated:' || p.order_id, p.order_id, -p.amount, p.currency, '', p.posted_at
                          from posting p where p.account = 'STRIPE' and p.kind = 'RETURN' and p.cause is null and p.posted_at >= :from
                            and not exists (select from posting b where b.order_id = p.order_id and b.kind = 'RETURN_FAILED' and b.cause like 'unseated:%')
                        union all
                        select 'DISPUTE', d.stripe_id, d.order_id, p.amount, p.currency, d.state, p.posted_at
                          from dispute d join posting p on p.order_id = d.order_id and p.account = 'DISPUTED' and p.kind = 'DISPUTE'
                            and p.cause = 'dispute:' || d.stripe_id
                          where p.posted_at >= :from
                        union all
                        select 'TRANSFER', t.stripe_id, p.order_id, -p.amount, p.currency, '', p.posted_at
                          from posting p join transfer t on t.line = p.line
                          where p.account = 'STRIPE' and p.kind = 'TRANSFER' and p.posted_at >= :from
                        union all
                        select 'REVERSAL', r.stripe_id, p.order_id, p.amount, p.currency, '', p.posted_at
                          from posting p join transfer_reversal r on r.line = p.line and p.cause = 'reversal:' || r.id
                          where p.account = 'STRIPE' and p.kind = 'REVERSAL' and p.posted_at >= :from
                        union all
                        select 'FEE', substring(p.cause from 5), p.order_id, p.amount, p.currency, '', p.posted_at
                          from posting p where p.account = 'FEE' and p.kind = 'FEE' and p.posted_at >= :from
                        union all
                        select 'BALANCE', m.id, null, m.amount, m.currency, m.type, m.moved_at
                          from balance_movement m where m.state <> 'OPEN' and m.payment is null and m.moved_at >= :from
                        union all
                        select case when m.type in ('charge', 'payment') then 'PAYMENT' else 'REFUND' end,
                          case when m.type in ('charge', 'payment') then m.payment else m.source end, null, abs(m.amount), m.currency, '', m.moved_at
                          from balance_movement m
                          where m.state <> 'OPEN' and m.payment is not null and m.type in ('charge', 'payment', 'refund', 'payment_refund')
                            and not exists (select from balance_movement f where f.payment = m.payment and f.source = m.source and f.type = 'refund_failure')
                            and m.moved_at >= :from
                        union all
                        select 'FEE', m.id, null, m.fee, m.currency, '', m.moved_at
                          from balance_movement m where m.state <> 'OPEN' and m.payment is not null and m.fee <> 0 and m.moved_at >= :from
                        """).bind("from", from).map(OwnBooks::read).all().collectList();
    }

    private static Entry read(Readable row) {
        return new Entry(
                Movement.valueOf(required(row.get("movement", String.class))),
                Objects.requireNonNullElse(row.get("reference", String.class), "unknown"),
                row.get("order_id", UUID.class),
                Money.of(required(row.get("amount", Long.class)), required(row.get("currency", String.class))),
                required(row.get("state", String.class)),
                required(row.get("at", Instant.class)));
    }

    private static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
