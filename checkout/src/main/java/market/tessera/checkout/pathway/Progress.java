package market.tessera.checkout.pathway;

import java.time.Clock;
import java.util.Collection;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Whose pathways have to be looked at, because something has changed that could give or take a badge. */
@Repository
class Progress {
    private static final int BATCH = 50;

    private final DatabaseClient database;
    private final Clock clock;

    Progress(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param revision counts the reasons to look; a look settles those that it has seen */
    record Due(UUID learner, UUID pathway, int revision) {}

    /** Badges of courses, or of pathways that are parts of others, were issued or revoked. */
    Mono<Void> dueByBadges(Collection<UUID> badges) {
        return due("""
                select e.learner, part.pathway
                from badge b join enrollment e on e.id = b.enrollment join pathway_part part on part.offering = e.offering
                where b.id = any(:badges) and e.learner is not null
                union
                select b.learner, outside.pathway from badge b join pathway_inner outside on outside.contained = b.pathway where b.id = any(:badges)
                """).bind("badges", badges.toArray(UUID[]::new)).then();
    }

    /** A pathway is new, or has another rule. */
    Mono<Void> dueByPathway(UUID pathway) {
        return due("""
                select distinct e.learner, part.pathway
                from pathway_part part join badge b on b.offering = part.offering join enrollment e on e.id = b.enrollment
                where part.pathway = :pathway and b.revoked_at is null and e.learner is not null
                union
                select b.learner, part.pathway from pathway_inner part join badge b on b.pathway = part.contained
                where part.pathway = :pathway and b.revoked_at is null
                """).bind("pathway", pathway).then();
    }

    /** What was completed as a guest and has come into an account since. */
    Mono<Long> dueByClaims() {
        return due("""
                select distinct e.learner, part.pathway
                from pathway_part part join badge b on b.offering = part.offering join enrollment e on e.id = b.enrollment
                where b.revoked_at is null and e.learner is not null and not exists (
                  select from pathway_progress known where known.learner = e.learner and known.pathway = part.pathway)
                """).fetch().rowsUpdated();
    }

    private GenericExecuteSpec due(String whose) {
        return database.sql("""
                        insert into pathway_progress (learner, pathway, due_at)
                        select learner, pathway, :now from (%s) as whose order by learner, pathway
                        on conflict (learner, pathway) do update set due_at = excluded.due_at, attempts = 0,
                          revision = pathway_progress.revision + 1
                        """.formatted(whose)).bind("now", clock.instant());
    }

    /**
     * Takes those that are due, for the length of a lease: what is not settled by then is due again. A pathway of which it is not known what its
     * edition says waits until the log has told of it.
     */
    Flux<Due> lease() {
        return database.sql("""
                        update pathway_progress set attempts = attempts + 1,
                          due_at = cast(:now as timestamptz) + interval '30 seconds' * least(attempts + 1, 100)
                        where (learner, pathway) in (select learner, pathway from pathway_progress p where due_at <= :now
                            and exists (select from pathway w join pathway_edition e on e.pathway = w.id and e.edition = w.edition
                              where w.id = p.pathway)
                          order by due_at limit :batch for update skip locked)
                        returning learner, pathway, revision
                        """)
                .bind("now", clock.instant())
                .bind("batch", BATCH)
                .mapProperties(Due.class)
                .all();
    }

    /** Nothing is due any more for that revision; false if there is a newer one, or another has settled it. Others wait until the caller's transaction ends. */
    Mono<Boolean> settled(Due due) {
        return database.sql("""
                        update pathway_progress set due_at = null
                        where learner = :learner and pathway = :pathway and revision = :revision and due_at is not null
                        """)
                .bind("learner", due.learner())
                .bind("pathway", due.pathway())
                .bind("revision", due.revision())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }
}
