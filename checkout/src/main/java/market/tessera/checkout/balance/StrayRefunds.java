package market.tessera.checkout.balance;

import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What has gone back of payments that no order asked for, and what of that came back again: each once, whoever has sent it, from here or at the payment company. */
@Repository
class StrayRefunds {
    /** Two postings for each row of {@code moved}: what buyers are owed gets smaller by as much as leaves, or greater again. */
    private static final String ENTRIES = """
            insert into posting (order_id, kind, account, amount, currency, cause, posted_at)
            select m.order_id, :kind, entry.account, entry.amount, m.currency, 'stray-refund:' || m.stripe_id, :now
            from moved m cross join lateral (values ('STRIPE', :sign * m.amount), ('BUYER', -1 * :sign * m.amount)) as entry (account, amount)""";

    private final DatabaseClient database;
    private final Clock clock;

    StrayRefunds(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Those of other payments are left to the refunds that have caused them. */
    Mono<Void> book(List<BalanceMovement> read) {
        var gone = read.stream().filter(BalanceMovement::isRefund).toList();
        var back = read.stream().filter(BalanceMovement::isReturnedRefund).toList();
        return (gone.isEmpty() ? Mono.<Void>empty() : gone(gone)).then(back.isEmpty() ? Mono.empty() : back(back));
    }

    private Mono<Void> gone(List<BalanceMovement> refunds) {
        return database.sql("""
                        with moved as (
                          insert into stray_refund (stripe_id, session, order_id, amount, currency, seen_at)
                          select r.id, s.session, s.order_id, r.amount, r.currency, :now
                          from unnest(:ids::text[], :payments::text[], :amounts::bigint[], :currencies::text[]) as r (id, payment, amount, currency)
                            join stray_payment s on s.reference = r.payment and not s.returned
                          where not exists (select from posting p where p.order_id = s.order_id and p.cause = 'unseated:' || r.id)
                          order by r.id
                          on conflict (stripe_id) do nothing returning *)
                        """ + ENTRIES)
                .bind("ids", texts(refunds, BalanceMovement::cause))
                .bind("payments", texts(refunds, BalanceMovement::paid))
                .bind(
                        "amounts",
                        refunds.stream()
                                .map(refund -> -refund.amount().amount())
                                .toArray(Long[]::new))
                .bind(
                        "currencies",
                        texts(refunds, refund -> refund.amount().currency().getCurrencyCode()))
                .bind("kind", "RETURN")
                .bind("sign", -1)
                .bind("now", clock.instant())
                .then();
    }

    private Mono<Void> back(List<BalanceMovement> failures) {
        return database.sql("""
                        with moved as (
                          update stray_refund set failed_at = :now where stripe_id = any(:ids) and failed_at is null returning *)
                        """ + ENTRIES)
                .bind("ids", texts(failures, BalanceMovement::cause))
                .bind("kind", "RETURN_FAILED")
                .bind("sign", 1)
                .bind("now", clock.instant())
                .then();
    }

    private static String[] texts(List<BalanceMovement> read, Function<BalanceMovement, String> value) {
        return read.stream().map(value).toArray(String[]::new);
    }
}
