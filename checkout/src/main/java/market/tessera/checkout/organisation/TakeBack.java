package market.tessera.checkout.organisation;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import market.tessera.checkout.enrollment.WithdrawEnrollments;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Takes a place back from whoever it was offered to or has taken it up, until its intake begins or it is completed; it is free for somebody else
 * then. The place is locked before the enrollment, as everywhere. Doing it again changes nothing.
 */
@Service
class TakeBack {
    private final DatabaseClient database;
    private final WithdrawEnrollments withdraw;
    private final TransactionalOperator transaction;
    private final Clock clock;

    TakeBack(DatabaseClient database, WithdrawEnrollments withdraw, TransactionalOperator transaction, Clock clock) {
        this.database = database;
        this.withdraw = withdraw;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Emits the intake of the place; nothing if it cannot be taken back. */
    Mono<UUID> from(UUID organisation, UUID line) {
        return transaction
                .execute(tx -> free(organisation, line)
                        .flatMap(freed -> freed.taken()
                                ? withdraw.ofLines(List.of(line))
                                        .singleOrEmpty()
                                        .map(_ -> freed.intake())
                                        .switchIfEmpty(Mono.fromRunnable(tx::setRollbackOnly))
                                : Mono.just(freed.intake())))
                .singleOrEmpty();
    }

    private record Freed(UUID intake, boolean taken) {}

    private Mono<Freed> free(UUID organisation, UUID line) {
        return database.sql("""
                        with freed as (
                          update organisation_seat s set state = 'FREE', email = null, name = null, invitation = null, code = null, learner = null,
                            shared = false, invited_at = null, reminded_at = null, taken_at = null
                          from order_line l
                          where s.line = :line and s.organisation = :organisation and s.state in ('INVITED', 'TAKEN') and l.id = s.line
                            and coalesce(l.starts > cast(:now as timestamptz)::date, true)
                          returning new.intake, old.state = 'TAKEN' as taken, old.code),
                        returned as (update organisation_code c set taken = c.taken - 1 from freed where c.id = freed.code and freed.taken)
                        select intake, taken from freed
                        """)
                .bind("line", line)
                .bind("organisation", organisation)
                .bind("now", clock.instant())
                .mapProperties(Freed.class)
                .one();
    }
}
