package market.tessera.checkout.payout;

import java.time.Clock;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What becomes of providers' shares when money is taken back: what has not left stays, the rest has to come back. */
@Repository
class Shares {
    /** Of each line its share and tax, as that entry of the ledger has taken them back. */
    private static final String TAKEN = """
            with taken as (
              select line, sum(amount)::bigint as part from posting
              where order_id = :order and cause = :cause and kind in ('REFUND', 'DISPUTE_LOST') and account in ('PROVIDER', 'TAX')
              group by line)
            """;

    private final DatabaseClient database;
    private final Clock clock;

    Shares(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Calls no one; what has to come back is fetched by whoever looks after transfers. Joins the caller's transaction. */
    Mono<Void> takenBack(UUID order, String cause) {
        return lock(order, cause).then(Mono.defer(() -> stop(order, cause)));
    }

    /** So that the next statement sees what whoever was sending one of them has made of it. */
    private Mono<Void> lock(UUID order, String cause) {
        return database.sql(TAKEN
                        + "select line from transfer where line in (select line from taken) order by line for update")
                .bind("order", order)
                .bind("cause", cause)
                .fetch()
                .all()
                .then();
    }

    /**
     * A share that is still here gets smaller, or is not sent at all; what of it was set off, and is more than is left, is owed again. Of one that
     * has left, or may have, as much is fetched as was sent and is not wanted back already; the rest was set off and is owed again. What could not be
     * sent of it, because only steps can, is not wanted back.
     */
    private Mono<Void> stop(UUID order, String cause) {
        return database.sql(TAKEN + """
                        , gone as (
                          select t.*, taken.part, t.status in ('SENDING', 'SENT') as left_us,
                            greatest(0, t.share - t.netted - coalesce(
                              (select sum(r.to_fetch) from transfer_reversal r where r.line = t.line), 0))::bigint as there,
                            least(taken.part, greatest(0, t.share - coalesce(
                              (select sum(r.wanted) from transfer_reversal r where r.line = t.line and r.sent), 0)))::bigint as went,
                            greatest(0, t.netted - (t.share - taken.part)) as too_much
                          from transfer t join taken on taken.line = t.line),
                        lowered as (
                          update transfer t set
                            share = case when gone.part < t.share then t.share - gone.part else t.share end,
                            netted = t.netted - gone.too_much,
                            status = case when gone.part < t.share then t.status else 'CANCELLED' end,
                            check_at = case when gone.part < t.share then t.check_at end,
                            failure = case when gone.part < t.share then t.failure end
                          from gone where t.line = gone.line and t.status in ('WAITING', 'HELD'))
                        insert into transfer_reversal (line, order_id, provider, currency, status, cause, sent, wanted, to_fetch, check_at, wanted_at)
                        select line, order_id, provider, currency, 'INTENDED', :cause, left_us, case when left_us then went else too_much end,
                          case when left_us then least(went, there) else 0 end, :now, :now
                        from gone where (left_us and went > 0) or too_much > 0
                        """)
                .bind("order", order)
                .bind("cause", cause)
                .bind("now", clock.instant())
                .then();
    }
}
