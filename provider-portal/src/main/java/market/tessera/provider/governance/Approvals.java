package market.tessera.provider.governance;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import market.tessera.provider.staff.ProviderScope;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Who has approved which step of a draft's review. */
@Repository
class Approvals {
    private final DatabaseClient database;
    private final Clock clock;

    Approvals(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param inPlaceOf for whom else the person decides, as their deputy */
    Mono<Void> add(Work work, ProviderScope scope, List<UUID> inPlaceOf) {
        return database.sql("""
                        insert into draft_approval (offering, round, step, actor, at, in_place_of)
                        values (:offering, :round, :step, :actor, :now, :inPlaceOf)
                        on conflict do nothing
                        """)
                .bind("offering", work.id())
                .bind("round", work.review().round())
                .bind("step", work.review().step())
                .bind("actor", scope.actor().answersFor())
                .bind("now", clock.instant())
                .bind("inPlaceOf", inPlaceOf.toArray(UUID[]::new))
                .then();
    }

    Mono<Void> nextStep(Work work) {
        return database.sql("update draft_review set step = step + 1, since = :now where offering = :offering")
                .bind("now", clock.instant())
                .bind("offering", work.id())
                .then();
    }
}
