package market.tessera.provider.review;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import market.tessera.provider.staff.Actor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What has come of reviews so far: who wrote, which round and step it is, who has approved. */
@Repository
public class ReviewRounds {
    private final DatabaseClient database;
    private final Clock clock;

    ReviewRounds(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Nobody decides on what carries their own words. */
    public Mono<Void> contribute(UUID subject, UUID actor) {
        return database.sql("""
                        insert into draft_contribution (subject, actor, at) values (:subject, :actor, :now)
                        on conflict (subject, actor) do update set at = excluded.at
                        """)
                .bind("subject", subject)
                .bind("actor", actor)
                .bind("now", clock.instant())
                .then();
    }

    /** A new round, from the first step. Whoever proposes stands for what the draft says. */
    public Mono<Void> begin(UUID subject, Actor by) {
        return contribute(subject, by.answersFor())
                .then(database.sql("""
                                insert into draft_review (subject, round, step, proposed_by, since) values (:subject, 1, 0, :by, :now)
                                on conflict (subject) do update set round = draft_review.round + 1, step = 0, proposed_by = excluded.proposed_by,
                                  since = excluded.since
                                """)
                        .bind("subject", subject)
                        .bind("by", by.answersFor())
                        .bind("now", clock.instant())
                        .then());
    }

    /** @param inPlaceOf for whom else the person decides, as their deputy */
    Mono<Void> approve(Subject subject, UUID actor, List<UUID> inPlaceOf) {
        return database.sql("""
                        insert into draft_approval (subject, round, step, actor, at, in_place_of)
                        values (:subject, :round, :step, :actor, :now, :inPlaceOf)
                        on conflict do nothing
                        """)
                .bind("subject", subject.id())
                .bind("round", subject.review().round())
                .bind("step", subject.review().step())
                .bind("actor", actor)
                .bind("now", clock.instant())
                .bind("inPlaceOf", inPlaceOf.toArray(UUID[]::new))
                .then();
    }

    Mono<Void> nextStep(Subject subject) {
        return database.sql("update draft_review set step = step + 1, since = :now where subject = :subject")
                .bind("now", clock.instant())
                .bind("subject", subject.id())
                .then();
    }
}
