package market.tessera.checkout.payout;

import java.time.Clock;
import java.util.Collection;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What becomes of providers' shares when places are given back: those that have not left stay, the others have to come back. */
@Repository
class Shares {
    private final DatabaseClient database;
    private final Clock clock;

    Shares(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Calls no one; what has to come back is fetched by whoever looks after transfers. Joins the caller's transaction. */
    Mono<Void> takenBack(Collection<UUID> lines, String cause) {
        return lock(lines).then(Mono.defer(() -> stop(lines, cause)));
    }

    /** So that the next statement sees what whoever was sending one of them has made of it. */
    private Mono<Void> lock(Collection<UUID> lines) {
        return database.sql("select line from transfer where line = any(:lines) order by line for update")
                .bind("lines", lines.toArray(UUID[]::new))
                .fetch()
                .all()
                .then();
    }

    private Mono<Void> stop(Collection<UUID> lines, String cause) {
        return database.sql("""
                        with left_or_netted as (
                          select line, order_id, provider, currency from transfer
                          where line = any(:lines) and (status in ('SENDING', 'SENT') or netted > 0)),
                        stopped as (
                          update transfer set status = 'CANCELLED', check_at = null, failure = null
                          where line = any(:lines) and status in ('WAITING', 'HELD'))
                        insert into transfer_reversal (line, order_id, provider, currency, status, cause, check_at, wanted_at)
                        select line, order_id, provider, currency, 'INTENDED', :cause, :now, :now from left_or_netted
                        """)
                .bind("lines", lines.toArray(UUID[]::new))
                .bind("cause", cause)
                .bind("now", clock.instant())
                .then();
    }
}
