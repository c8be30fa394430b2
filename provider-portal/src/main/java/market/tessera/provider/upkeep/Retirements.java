package market.tessera.provider.upkeep;

import static market.tessera.platform.problem.Missing.notFound;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import market.tessera.provider.draft.Drafts;
import market.tessera.provider.draft.History;
import market.tessera.provider.draft.Offering;
import market.tessera.provider.draft.Work;
import market.tessera.provider.governance.RetireOffering;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.provider.OrdinaryDay;
import market.tessera.provider.review.Action;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Plans the end of an offering: when sales end, and until when those who are enrolled are taught. */
@Service
public class Retirements {
    private static final Logger LOG = LoggerFactory.getLogger(Retirements.class);

    private final DatabaseClient database;
    private final Drafts drafts;
    private final History history;
    private final RetireOffering retireOffering;
    private final Clock clock;

    Retirements(DatabaseClient database, Drafts drafts, History history, RetireOffering retireOffering, Clock clock) {
        this.database = database;
        this.drafts = drafts;
        this.history = history;
        this.retireOffering = retireOffering;
        this.clock = clock;
    }

    /** How an attempt to plan an end came out. */
    public enum Planning {
        PLANNED,
        /** Only what is on the market can be retired. */
        NOT_PUBLIC,
        /** Sales cannot end in the past, nor teaching before them; and a reason is needed. */
        UNSOUND
    }

    /** @param teachOutUntil null where nobody has said */
    public record End(LocalDate salesEnd, @Nullable LocalDate teachOutUntil, String why) {
        boolean isSoundOn(LocalDate today) {
            return !why.isBlank()
                    && salesEnd.isAfter(today)
                    && OrdinaryDay.Check.isOrdinary(salesEnd)
                    && (teachOutUntil == null
                            || (!teachOutUntil.isBefore(salesEnd) && OrdinaryDay.Check.isOrdinary(teachOutUntil)));
        }
    }

    /** In place of what was planned before. */
    @Transactional
    public Mono<Planning> plan(ProviderScope scope, UUID offering, End end) {
        return publisher(scope, offering).flatMap(work -> {
            if (work.offering().status() != Offering.Status.PUBLISHED) {
                return Mono.just(Planning.NOT_PUBLIC);
            }
            return end.isSoundOn(LocalDate.now(clock))
                    ? write(scope, work, end).thenReturn(Planning.PLANNED)
                    : Mono.just(Planning.UNSOUND);
        });
    }

    /** The offering stays. */
    @Transactional
    public Mono<Void> cancel(ProviderScope scope, UUID offering) {
        return publisher(scope, offering)
                .filterWhen(work -> database.sql("delete from retirement where offering = :id and done_at is null")
                        .bind("id", work.id())
                        .fetch()
                        .rowsUpdated()
                        .map(count -> count == 1))
                .flatMap(work -> history.record(
                        offering, scope.actor(), Action.RETIREMENT_CANCELLED, null, null, work.elements()));
    }

    /** Ends the sales of everything on the market whose day has come. One that has left it meanwhile waits, in case it comes back. */
    Mono<Void> due() {
        return database.sql("""
                        select r.offering from retirement r join offering o on o.id = r.offering
                        where r.done_at is null and r.sales_end <= :today and o.status = 'published'
                        order by r.sales_end, r.offering limit 100
                        """)
                .bind("today", LocalDate.now(clock))
                .map(row -> Columns.required(row, "offering", UUID.class))
                .all()
                .concatMap(this::retire)
                .then();
    }

    /** One that fails holds up no other. */
    private Mono<Void> retire(UUID offering) {
        return retireOffering
                .due(offering)
                .onErrorResume(failure ->
                        Mono.fromRunnable(() -> LOG.error("{} was to be retired and cannot be", offering, failure)));
    }

    private Mono<Work> publisher(ProviderScope scope, UUID offering) {
        return drafts.find(scope, offering)
                .switchIfEmpty(notFound())
                .doOnNext(work -> scope.require(work.provider(), Role.APPROVER, Role.ADMINISTRATOR));
    }

    private Mono<Void> write(ProviderScope scope, Work work, End end) {
        return database.sql("""
                        insert into retirement (offering, sales_end, teach_out_until, why, actor, name)
                        values (:offering, :salesEnd, :teachOut, :why, :actor, :name)
                        on conflict (offering) do update set sales_end = excluded.sales_end, teach_out_until = excluded.teach_out_until,
                          why = excluded.why, actor = excluded.actor, name = excluded.name, done_at = null
                        """)
                .bind("offering", work.id())
                .bind("salesEnd", end.salesEnd())
                .bind("teachOut", Columns.orNull(end.teachOutUntil(), LocalDate.class))
                .bind("why", end.why())
                .bind("actor", scope.actor().id())
                .bind("name", scope.actor().name())
                .then()
                .then(history.record(
                        work.id(), scope.actor(), Action.RETIREMENT_PLANNED, null, end.why(), work.elements()));
    }
}
