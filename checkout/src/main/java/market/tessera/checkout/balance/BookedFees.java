package market.tessera.checkout.balance;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Fees in the ledger, also of payments that have failed: taken from what is with the payment company, borne by the market out of its commission. */
@Repository
class BookedFees {
    /** Nothing that is paid takes longer to come. */
    private static final String TOO_LATE = "cast(:now as timestamptz) - interval '90 days'";

    /** The order that a fee {@code f} is of, once its payment has come. */
    private static final String PAID = """
            cross join lateral (
              select i.order_id from payment_intent i where i.reference = f.payment
                and exists (select from posting p where p.order_id = i.order_id and p.kind in ('SALE', 'UNSEATED'))
              union select s.order_id from stray_payment s where s.reference = f.payment) paid
            """;

    /** Of the fees {@code known}, each once. */
    private static final String ENTRIES = """
            insert into posting (order_id, kind, account, amount, currency, cause, posted_at)
            select f.order_id, 'FEE', entry.account, entry.amount, f.currency, 'fee:' || f.id, :now
            from known f cross join lateral (values ('STRIPE', -f.amount), ('FEE', f.amount)) as entry (account, amount)
            where not exists (select from posting p where p.order_id = f.order_id and p.kind = 'FEE' and p.cause = 'fee:' || f.id)
            order by f.id, entry.account
            on conflict do nothing
            """;

    private final DatabaseClient database;
    private final Clock clock;

    BookedFees(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Each once, in one statement; those of payments that no order knows of wait until one does. */
    Mono<Void> book(List<BalanceMovement> kept) {
        return database.sql("""
                        with f as (
                          select * from unnest(:ids::text[], :payments::text[], :amounts::bigint[], :currencies::text[], :ats::bigint[])
                            as kept (id, payment, amount, currency, at)),
                        known as (select f.*, paid.order_id from f %s),
                        waiting as (
                          insert into fee_waiting (id, payment, amount, currency, moved_at)
                          select id, payment, amount, currency, to_timestamp(at) from f
                          where payment <> '' and id not in (select id from known) and to_timestamp(at) > %s
                          order by id on conflict (id) do nothing)
                        %s
                        """.formatted(PAID, TOO_LATE, ENTRIES))
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
                .bind(
                        "ats",
                        kept.stream()
                                .map(movement -> movement.at().getEpochSecond())
                                .toArray(Long[]::new))
                .bind("now", clock.instant())
                .then();
    }

    /** Those that have waited for payments that will not come: the payment company keeps them, or gives them back, all the same. */
    Mono<Void> bookFailed(List<BalanceMovement> failed) {
        return database.sql("""
                        with known as (
                          select f.id, f.amount, f.currency, o.id as order_id from fee_waiting f
                            join (select distinct * from unnest(:orders::uuid[], :payments::text[]) as x (order_id, payment)) x on x.payment = f.payment
                            join orders o on o.id = x.order_id),
                        done as (delete from fee_waiting where id in (select id from known))
                        %s
                        """.formatted(ENTRIES))
                .bind(
                        "orders",
                        failed.stream().map(BalanceMovement::failedOrder).toArray(UUID[]::new))
                .bind("payments", failed.stream().map(BalanceMovement::paid).toArray(String[]::new))
                .bind("now", clock.instant())
                .then();
    }

    /** Those that have waited, and whose order is paid by now; what a person has explained is booked already. */
    Mono<Void> bookLate() {
        return database.sql("""
                        with known as (
                          select f.*, paid.order_id from fee_waiting f %s
                          where not exists (select from balance_movement m where m.id = f.id and m.state <> 'OPEN')),
                        done as (delete from fee_waiting where id in (select id from known) or moved_at < %s)
                        %s
                        """.formatted(PAID, TOO_LATE, ENTRIES))
                .bind("now", clock.instant())
                .then();
    }
}
