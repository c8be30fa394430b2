package market.tessera.provider.governance;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import market.tessera.provider.catalogue.OfferingLog;
import market.tessera.provider.disclosure.Completeness;
import market.tessera.provider.draft.CatchUp;
import market.tessera.provider.draft.OfferingDraft;
import market.tessera.provider.draft.Work;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.provider.Columns;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes a draft the next edition of its offering, or takes the offering off the market, and tells the log; in the caller's transaction. */
@Component
class Publication {
    private final DatabaseClient database;
    private final Measurements measurements;
    private final CatchUp catchUp;
    private final OfferingLog log;
    private final Clock clock;

    Publication(DatabaseClient database, Measurements measurements, CatchUp catchUp, OfferingLog log, Clock clock) {
        this.database = database;
        this.measurements = measurements;
        this.catchUp = catchUp;
        this.log = log;
        this.clock = clock;
    }

    /**
     * @param by the id of who publishes
     * @return the edition
     */
    Mono<Integer> publish(Work work, OfferingDraft draft, UUID by) {
        return Mono.zip(catchUp.withFiles(work, draft), measurements.of(work))
                .flatMap(known -> insert(draft, known.getT1(), known.getT2(), by))
                .delayUntil(edition -> open(work, edition))
                .delayUntil(_ -> forget(work.id()))
                .delayUntil(_ -> log.announce(List.of(work.id())));
    }

    /** Whether the operator keeps it off the market. */
    Mono<Boolean> isTakenDown(UUID offering) {
        return database.sql("select taken_down_at is not null as taken from offering where id = :id")
                .bind("id", offering)
                .map(row -> Columns.required(row, "taken", Boolean.class))
                .one();
    }

    /** Ends sales. Runs that have begun go on, and badges stay verifiable. */
    Mono<Void> withdraw(UUID offering) {
        return database.sql("update offering set status = 'withdrawn' where id = :id")
                .bind("id", offering)
                .then()
                .then(retired(offering))
                .then(log.announce(List.of(offering)));
    }

    private Mono<Void> retired(UUID offering) {
        return database.sql("update retirement set done_at = :now where offering = :id and done_at is null")
                .bind("now", clock.instant())
                .bind("id", offering)
                .then();
    }

    private Mono<Integer> insert(OfferingDraft draft, Elements elements, Completeness completeness, UUID by) {
        return database.sql("""
                        insert into offering_version
                          (offering, edition, elements, provenance, completeness, comparable_in, published_by, published_at)
                        select :offering, coalesce(max(edition), 0) + 1, :elements::jsonb, :provenance::jsonb,
                          :completeness, :comparableIn, :by, :now
                        from offering_version where offering = :offering
                        returning edition
                        """)
                .bind("offering", draft.offering())
                .bind("elements", CatalogueFormat.JSON.writeValueAsString(elements))
                .bind("provenance", CatalogueFormat.JSON.writeValueAsString(draft.provenance()))
                .bind("completeness", completeness.share())
                .bind("comparableIn", completeness.comparableIn().toArray(String[]::new))
                .bind("by", by.toString())
                .bind("now", clock.instant())
                .map(row -> Columns.required(row, "edition", Integer.class))
                .one();
    }

    private Mono<Void> open(Work work, int edition) {
        return database.sql("""
                        update offering set status = 'published', edition = :edition, published_at = coalesce(published_at, :now)
                        where id = :id
                        """)
                .bind("edition", edition)
                .bind("now", clock.instant())
                .bind("id", work.id())
                .then()
                .then(database.sql("delete from retirement where offering = :id and done_at is not null")
                        .bind("id", work.id())
                        .then());
    }

    private Mono<Void> forget(UUID offering) {
        return database.sql("delete from offering_draft where offering = :offering")
                .bind("offering", offering)
                .then();
    }
}
