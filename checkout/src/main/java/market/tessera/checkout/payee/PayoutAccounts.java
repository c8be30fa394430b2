package market.tessera.checkout.payee;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import market.tessera.checkout.payee.PayoutAccount.State;
import market.tessera.platform.eventlog.Event;
import market.tessera.platform.eventlog.EventLog;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Every provider's account. Each change of its state is told to the log. */
@Repository
class PayoutAccounts {
    private static final String COLUMNS =
            "provider, version, country, stripe_id, state, pays_out, missing, attempts, refusals, checked_at";

    private final DatabaseClient database;
    private final EventLog log;
    private final Clock clock;

    PayoutAccounts(DatabaseClient database, EventLog log, Clock clock) {
        this.database = database;
        this.log = log;
        this.clock = clock;
    }

    /** Notes that the provider wants one; empty if there is no such provider, or nobody has verified it. */
    Mono<PayoutAccount> want(UUID provider, String by) {
        return database.sql("""
                        insert into payout_account (provider, version, country, state, wanted_by, wanted_at)
                        select id, 1, country, 'WANTED', :by, :now from offer_provider where id = :provider and verified
                        on conflict (provider) do update set attempts = payout_account.attempts + 1
                        returning %s
                        """.formatted(COLUMNS))
                .bind("provider", provider)
                .bind("by", by)
                .bind("now", clock.instant())
                .map(PayoutAccounts::read)
                .one();
    }

    Mono<PayoutAccount> find(UUID provider) {
        return database.sql("select %s from payout_account where provider = :provider".formatted(COLUMNS))
                .bind("provider", provider)
                .map(PayoutAccounts::read)
                .one();
    }

    Mono<PayoutAccount> find(String stripeId) {
        return database.sql("select %s from payout_account where stripe_id = :id".formatted(COLUMNS))
                .bind("id", stripeId)
                .map(PayoutAccounts::read)
                .one();
    }

    /** The company would not make it; whoever asked at the same time got the same answer, which counts once. */
    Mono<Void> refused(PayoutAccount wanted) {
        return database.sql("""
                        update payout_account set refusals = refusals + 1
                        where provider = :provider and stripe_id is null and refusals = :refusals
                        """)
                .bind("provider", wanted.provider())
                .bind("refusals", wanted.refusals())
                .then();
    }

    /**
     * Takes in what the company says, unless someone has heard something since: emits false then, and the company has to be asked again.
     *
     * @param known as it was read before the company was asked
     */
    @Transactional
    public Mono<Boolean> record(PayoutAccount known, AccountState told) {
        return database.sql("""
                        update payout_account set version = version + 1, stripe_id = :id, state = :state, pays_out = :paysOut, missing = :missing,
                          checked_at = :now,
                          check_at = cast(:now as timestamptz) + case when :state = 'ACTIVE' then interval '1 day' else interval '1 hour' end
                        where provider = :provider and version = :version
                        """)
                .bind("id", told.stripeId())
                .bind("state", told.state().name())
                .bind("paysOut", told.paysOut())
                .bind("missing", told.missing().toArray(String[]::new))
                .bind("now", clock.instant())
                .bind("provider", known.provider())
                .bind("version", known.version())
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1)
                .delayUntil(written ->
                        written && known.state() != told.state() ? log.append(event(known, told)) : Mono.<Void>empty());
    }

    /** Takes what is due for a look, so that no other instance does. */
    Flux<PayoutAccount> lease(int most) {
        return database.sql("""
                        update payout_account set check_at = cast(:now as timestamptz) + interval '1 hour'
                        where provider in (
                          select provider from payout_account where check_at <= :now order by check_at limit :most for update skip locked)
                        returning %s
                        """.formatted(COLUMNS))
                .bind("now", clock.instant())
                .bind("most", most)
                .map(PayoutAccounts::read)
                .all();
    }

    private static Event event(PayoutAccount known, AccountState told) {
        return new Event(
                "payout-account.updated",
                known.provider().toString(),
                known.version() + 1,
                new Data(known.provider(), told.state().key(), told.paysOut()));
    }

    private static PayoutAccount read(Readable row) {
        return new PayoutAccount(
                required(row.get("provider", UUID.class)),
                required(row.get("version", Long.class)),
                required(row.get("country", String.class)),
                row.get("stripe_id", String.class),
                State.valueOf(required(row.get("state", String.class))),
                required(row.get("pays_out", Boolean.class)),
                List.of(required(row.get("missing", String[].class))),
                required(row.get("attempts", Integer.class)),
                required(row.get("refusals", Integer.class)),
                row.get("checked_at", Instant.class));
    }

    private static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value);
    }

    private record Data(UUID provider, String state, boolean paysOut) {}
}
