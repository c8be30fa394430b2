package market.tessera.checkout.review;

import java.time.Clock;
import java.util.Collection;
import java.util.UUID;
import java.util.function.UnaryOperator;
import market.tessera.platform.eventlog.EventLog;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All reviews. Every change of one is told to the log in the transaction that makes it. */
@Repository
public class Reviews {
    private static final int LISTED = 100;

    private final DatabaseClient database;
    private final EventLog log;
    private final Clock clock;

    Reviews(DatabaseClient database, EventLog log, Clock clock) {
        this.database = database;
        this.log = log;
        this.clock = clock;
    }

    Mono<Review> ofEnrollment(UUID enrollment) {
        return database.sql(ReviewRows.SELECT + "where v.enrollment = :enrollment")
                .bind("enrollment", enrollment)
                .map(ReviewRows::read)
                .one();
    }

    /** Those that a learner has written and not taken back. */
    public Flux<Review> ofLearner(UUID learner) {
        return database.sql(ReviewRows.SELECT + "where v.learner = :learner and v.withdrawn_at is null")
                .bind("learner", learner)
                .map(ReviewRows::read)
                .all();
    }

    /** What everybody may read of an offering: those with words first, newest first. */
    Flux<Review> ofOffering(UUID offering, long offset, int limit) {
        return database.sql(ReviewRows.SELECT + "where v.offering = :offering and " + ReviewRows.COUNTS
                        + "order by v.text = '', v.written_at desc, v.id offset :offset limit :limit")
                .bind("offering", offering)
                .bind("offset", offset)
                .bind("limit", limit)
                .map(ReviewRows::read)
                .all();
    }

    /** The newest of these providers that are not taken back, those without an answer first. */
    Flux<Review> ofProviders(Collection<UUID> providers) {
        return database.sql(ReviewRows.SELECT
                        + "where v.provider = any(:providers) and v.withdrawn_at is null "
                        + "order by v.answer is not null, v.written_at desc, v.id limit " + LISTED)
                .bind("providers", providers.toArray(UUID[]::new))
                .map(ReviewRows::read)
                .all();
    }

    /** Those that somebody has reported and nobody decided about, and those that are hidden. */
    Flux<Review> toDecide() {
        return database.sql(ReviewRows.SELECT + """
                        where v.withdrawn_at is null and (v.hidden_why is not null
                          or exists (select from review_report r where r.review = v.id and r.settled_at is null))
                        order by v.hidden_why is not null, v.changed_at desc, v.id limit\s""" + LISTED)
                .map(ReviewRows::read)
                .all();
    }

    /** Writes it anew or over what was there; a hidden one stays hidden until the operator has looked at it. */
    @Transactional
    public Mono<Review> write(UUID learner, UUID enrollment, ReviewForm.Said said) {
        return changed(database.sql("""
                        with v as (
                          insert into review as known (id, enrollment, offering, provider, learner, version, stars, text, kept, written_at, changed_at)
                          select gen_random_uuid(), id, offering, provider, learner, 1, :stars, :text, :kept, :now, :now
                          from enrollment where id = :enrollment and learner = :learner and state in ('ACTIVE', 'COMPLETED')
                          on conflict (enrollment) do update set version = known.version + 1, stars = excluded.stars, text = excluded.text,
                            kept = excluded.kept, changed_at = excluded.changed_at, withdrawn_at = null
                          returning *)
                        select\s""" + ReviewRows.COLUMNS + "from v join enrollment e on e.id = v.enrollment")
                        .bind("enrollment", enrollment)
                        .bind("learner", learner)
                        .bind("stars", said.stars())
                        .bind("text", said.text())
                        .bind("kept", said.kept()))
                .next();
    }

    /** Takes it back; its words are gone with it. Empty if there is none of that learner. */
    @Transactional
    public Mono<Review> withdraw(UUID learner, UUID enrollment) {
        return change(
                        "withdrawn_at = :now, text = '', answer = null, answered_at = null",
                        "enrollment = :enrollment and learner = :learner and withdrawn_at is null",
                        statement -> statement.bind("enrollment", enrollment).bind("learner", learner))
                .next();
    }

    /** A learner has deleted the account: takes back what was not to be kept. */
    @Transactional
    public Flux<Review> forget(UUID learner) {
        return change(
                "withdrawn_at = :now, text = '', answer = null, answered_at = null",
                "learner = :learner and withdrawn_at is null and not kept",
                statement -> statement.bind("learner", learner));
    }

    /** What the provider says to it, for everybody to read; nothing takes an answer away. Empty if it is none of these providers'. */
    @Transactional
    public Mono<Review> answer(Collection<UUID> providers, UUID id, String answer) {
        var mine = "id = :id and provider = any(:providers) and withdrawn_at is null";
        return (answer.isEmpty()
                        ? change("answer = null, answered_at = null", mine, of(providers, id))
                        : change(
                                "answer = :answer, answered_at = :now",
                                mine,
                                of(providers, id).andThen(statement -> statement.bind("answer", answer))::apply))
                .next();
    }

    private static UnaryOperator<GenericExecuteSpec> of(Collection<UUID> providers, UUID id) {
        return statement -> statement.bind("id", id).bind("providers", providers.toArray(UUID[]::new));
    }

    /** Takes it from everybody's sight, with a reason that its learner reads. */
    @Transactional
    public Mono<Review> hide(UUID id, String why) {
        return change(
                        "hidden_why = :why",
                        "id = :id and withdrawn_at is null",
                        statement -> statement.bind("id", id).bind("why", why))
                .next();
    }

    @Transactional
    public Mono<Review> show(UUID id) {
        return change("hidden_why = null", "id = :id and hidden_why is not null", statement -> statement.bind("id", id))
                .next();
    }

    private Flux<Review> change(String what, String which, UnaryOperator<GenericExecuteSpec> values) {
        return changed(values.apply(database.sql("""
                with v as (update review set version = version + 1, changed_at = :now, %s where %s returning *)
                select %s from v join enrollment e on e.id = v.enrollment
                """.formatted(what, which, ReviewRows.COLUMNS))));
    }

    private Flux<Review> changed(GenericExecuteSpec statement) {
        return statement
                .bind("now", clock.instant())
                .map(ReviewRows::read)
                .all()
                .collectList()
                .delayUntil(reviews ->
                        log.append(reviews.stream().map(ReviewEvent::of).toList()))
                .flatMapIterable(reviews -> reviews);
    }
}
