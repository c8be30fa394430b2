package market.tessera.checkout.balance;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Fees in the ledger: taken from what is with the payment company, borne by the market out of its commission. */
@Repository
class BookedFees {
    private final DatabaseClient database;
    private final Clock clock;

    BookedFees(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Each once, in one statement; those of no payment of ours are left to whoever compares the books. */
    Mono<Void> book(List<BalanceMovement> kept) {
        return database.sql("""
                        insert into posting (order_id, kind, account, amount, currency, cause, posted_at)
                        select paid.order_id, 'FEE', entry.account, entry.amount, f.currency, 'fee:' || f.id, :now
                        from unnest(:ids::text[], :payments::text[], :amounts::bigint[], :currencies::text[]) as f (id, payment, amount, currency)
                          cross join lateral (
                            select i.order_id from payment_intent i where i.reference = f.payment
                              and exists (select from posting p where p.order_id = i.order_id and p.kind in ('SALE', 'UNSEATED'))
                            union select s.order_id from stray_payment s where s.reference = f.payment) paid
                          cross join lateral (values ('STRIPE', -f.amount), ('FEE', f.amount)) as entry (account, amount)
                        where not exists (select from posting p where p.order_id = paid.order_id and p.kind = 'FEE' and p.cause = 'fee:' || f.id)
                        order by f.id, entry.account
                        on conflict do nothing
                        """)
                .bind("ids", kept.stream().map(BalanceMovement::id).toArray(String[]::new))
                .bind("payments", kept.stream().map(BalanceMovement::paid).toArray(String[]::new))
                .bind(
                        "amounts",
                        kept.stream().map(movement -> movement.fee().amount()).toArray(Long[]::new))
                .bind(
                        "currencies",
                        kept.stream()
                                .map(movement -> movement.fee().currency().getCurrencyCode())
                                .toArray(String[]::new))
                .bind("now", clock.instant())
                .then();
    }

    /** The ids of those that are not booked, as a rule because their order is not settled yet. */
    Mono<Set<String>> unbooked(List<BalanceMovement> kept) {
        return database.sql("""
                        select f.id from unnest(:ids::text[], :payments::text[]) as f (id, payment)
                        where not exists (
                          select from (
                            select i.order_id from payment_intent i where i.reference = f.payment
                            union select s.order_id from stray_payment s where s.reference = f.payment) paid
                          join posting p on p.order_id = paid.order_id and p.kind = 'FEE' and p.cause = 'fee:' || f.id)
                        """)
                .bind("ids", kept.stream().map(BalanceMovement::id).toArray(String[]::new))
                .bind("payments", kept.stream().map(BalanceMovement::paid).toArray(String[]::new))
                .mapValue(String.class)
                .all()
                .collect(Collectors.toSet());
    }
}
