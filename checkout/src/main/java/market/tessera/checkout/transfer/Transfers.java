package market.tessera.checkout.transfer;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import market.tessera.checkout.payout.PayoutProperties;
import market.tessera.checkout.payout.SoldLine;
import market.tessera.checkout.sql.Bindings;
import market.tessera.checkout.transfer.Transfer.Status;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All shares on their way. */
@Repository
class Transfers {
    private final DatabaseClient database;
    private final PayoutProperties terms;
    private final Clock clock;

    Transfers(DatabaseClient database, PayoutProperties terms, Clock clock) {
        this.database = database;
        this.terms = terms;
        this.clock = clock;
    }

    /** What was held for an account is due as soon as there is one. */
    Mono<Long> release() {
        return database.sql("""
                        update transfer t set status = 'WAITING', check_at = :now, checks = 0
                        from payout_account a where a.provider = t.provider and a.state = 'ACTIVE' and t.status = 'HELD'
                        """).bind("now", clock.instant()).fetch().rowsUpdated();
    }

    /** Takes what is due, so that no other instance does for a while. */
    Flux<UUID> lease(int most) {
        return database.sql("""
                        update transfer set checks = checks + 1,
                          check_at = cast(:now as timestamptz) + least(interval '30 seconds' * power(2, least(checks, 10)), interval '1 hour')
                        where line in (select line from transfer where check_at <= :now order by check_at limit :most for update skip locked)
                        returning line
                        """)
                .bind("now", clock.instant())
                .bind("most", most)
                .mapValue(UUID.class)
                .all();
    }

    /**
     * Nobody else changes it until the transaction ends. The order is locked first, as by whoever gives places back: weakly, as its postings will
     * lock it anyway.
     */
    Mono<Transfer> lock(UUID line) {
        return database.sql("""
                        select id from orders where id = (select order_id from transfer where line = :line) for key share
                        """).bind("line", line).mapValue(UUID.class).one().flatMap(_ -> lockAlone(line));
    }

    private Mono<Transfer> lockAlone(UUID line) {
        return database.sql("""
                        select t.*, l.confirmed_at, l.price_amount, o.disputed_at is not null as disputed, i.reference, a.stripe_id as account,
                          exists (select from purchase_order q where q.order_id = t.order_id) as on_invoice,
                          coalesce(l.holdback_days, :holdback) as holdback_days
                        from transfer t join order_line l on l.id = t.line join orders o on o.id = t.order_id
                          left join payment_intent i on i.order_id = t.order_id and i.status = 'PAID'
                          left join payout_account a on a.provider = t.provider and a.state = 'ACTIVE'
                        where t.line = :line for update of t
                        """)
                .bind("line", line)
                .bind("holdback", terms.holdbackDays())
                .map(Transfers::read)
                .one();
    }

    Mono<Void> waits(UUID line, Instant until) {
        return database.sql("update transfer set check_at = :until where line = :line")
                .bind("until", until)
                .bind("line", line)
                .then();
    }

    Mono<Void> held(UUID line) {
        return database.sql("update transfer set status = 'HELD', check_at = null where line = :line")
                .bind("line", line)
                .then();
    }

    /** No more of it than that is sent. A share is never nothing: where nothing can be sent, it stays as it is. */
    Mono<Void> lowered(UUID line, Money share) {
        return database.sql("update transfer set share = :share where line = :line and :share > 0")
                .bind("share", share.amount())
                .bind("line", line)
                .then();
    }

    /** It is less than can be sent. */
    Mono<Void> cancelled(UUID line) {
        return database.sql(
                        "update transfer set status = 'CANCELLED', check_at = null, failure = null where line = :line")
                .bind("line", line)
                .then();
    }

    /** From here on Stripe may have it. */
    Mono<Void> sending(UUID line, Money netted, String destination) {
        return database.sql("""
                        update transfer set status = 'SENDING', netted = :netted, destination = :destination, attempt = attempt + 1,
                          failure = null
                        where line = :line
                        """)
                .bind("netted", netted.amount())
                .bind("destination", destination)
                .bind("line", line)
                .then();
    }

    /** @param stripeId null where all of it was set off and nothing sent */
    Mono<Void> sent(UUID line, Money netted, @Nullable String stripeId) {
        return database.sql("""
                        update transfer set status = 'SENT', netted = :netted, stripe_id = :stripe, sent_at = :now, check_at = null, failure = null
                        where line = :line
                        """)
                .bind("netted", netted.amount())
                .bind("stripe", Bindings.nullable(stripeId, String.class))
                .bind("now", clock.instant())
                .bind("line", line)
                .then();
    }

    /**
     * Nothing was sent. It is tried again later under a new key, without what was wanted back in the meantime: that stays here, but for what had
     * been set off.
     */
    Mono<Void> refused(Transfer transfer, String failure) {
        return database.sql("""
                        with back as (
                          select coalesce(sum(wanted), 0)::bigint as wanted, coalesce(sum(wanted - to_fetch), 0)::bigint as set_off
                          from transfer_reversal where line = :line and status = 'INTENDED' and sent),
                        stayed as (
                          update transfer_reversal set sent = false, wanted = wanted - to_fetch, to_fetch = 0
                          where line = :line and status = 'INTENDED' and sent)
                        update transfer t set
                          share = case when back.wanted < t.share then t.share - back.wanted else t.share end,
                          netted = t.netted - back.set_off,
                          status = case when back.wanted < t.share then 'WAITING' else 'CANCELLED' end,
                          check_at = case when back.wanted < t.share then cast(:until as timestamptz) end,
                          failure = case when back.wanted < t.share then :failure end,
                          failed_at = case when back.wanted < t.share then cast(:now as timestamptz) end
                        from back where line = :line
                        """)
                .bind("until", clock.instant().plus(transfer.pause()))
                .bind("failure", failure)
                .bind("now", clock.instant())
                .bind("line", transfer.line().id())
                .then();
    }

    /** The lines whose share was refused. */
    Flux<UUID> refusedOf(UUID order) {
        return database.sql("select line from transfer where order_id = :order and failure is not null order by line")
                .bind("order", order)
                .mapValue(UUID.class)
                .all();
    }

    private static Transfer read(Readable row) {
        var currency = required(row, "currency", String.class);
        return new Transfer(
                new SoldLine(
                        required(row, "line", UUID.class),
                        required(row, "order_id", UUID.class),
                        required(row, "provider", UUID.class)),
                Status.valueOf(required(row, "status", String.class)),
                Money.of(required(row, "share", Long.class), currency),
                Money.of(required(row, "netted", Long.class), currency),
                row.get("reference", String.class),
                row.get("account", String.class),
                row.get("destination", String.class),
                required(row, "attempt", Integer.class),
                row.get("stripe_id", String.class),
                required(row, "checks", Integer.class),
                required(row, "holdback_days", Integer.class),
                row.get("confirmed_at", Instant.class),
                required(row, "disputed", Boolean.class),
                required(row, "on_invoice", Boolean.class),
                Money.of(required(row, "price_amount", Long.class), currency));
    }
}
