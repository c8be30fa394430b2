package market.tessera.checkout.balance;

import java.time.Clock;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Money that went back to its buyer by itself, because its order had no places for it any more, and that the buyer's bank has not taken: it is with
 * the payment company again and owed again. From then on it is looked after by a person, like a payment that no order has asked for.
 */
@Repository
class BouncedReturns {
    private final DatabaseClient database;
    private final Clock clock;

    BouncedReturns(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Each once, however often it is read. */
    Mono<Void> book(List<BalanceMovement> read) {
        var back = read.stream().filter(BalanceMovement::isReturnedRefund).toList();
        return back.isEmpty() ? Mono.empty() : back(back);
    }

    private Mono<Void> back(List<BalanceMovement> failures) {
        return database.sql("""
                        with came as (
                          select f.id, i.session, i.order_id, i.reference, u.amount, u.currency
                          from unnest(:ids::text[], :payments::text[]) as f (id, payment)
                            join payment_intent i on i.reference = f.payment and i.status = 'REFUNDED'
                            join posting u on u.order_id = i.order_id and u.kind = 'UNSEATED' and u.account = 'STRIPE'
                          where not exists (select from stray_refund s where s.stripe_id = f.id)
                            and not exists (select from posting p where p.order_id = i.order_id and p.cause = 'unseated:' || f.id)),
                        stray as (
                          insert into stray_payment (session, order_id, reference, amount, currency, returned, seen_at)
                          select session, order_id, reference, amount, currency, false, :now from came
                          on conflict (session) do update set returned = false, settled_at = null, settled_by = null, note = null)
                        insert into posting (order_id, kind, account, amount, currency, cause, posted_at)
                        select c.order_id, 'RETURN_FAILED', entry.account, entry.amount, c.currency, 'unseated:' || c.id, :now
                        from came c cross join lateral (values ('STRIPE', c.amount), ('BUYER', -c.amount)) as entry (account, amount)
                        """)
                .bind("ids", failures.stream().map(BalanceMovement::cause).toArray(String[]::new))
                .bind("payments", failures.stream().map(BalanceMovement::paid).toArray(String[]::new))
                .bind("now", clock.instant())
                .then();
    }
}
