package market.tessera.checkout.learner;

import java.util.List;
import java.util.UUID;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollment.Learner;
import market.tessera.checkout.enrollment.Enrollments;
import market.tessera.checkout.organisation.Sponsored;
import market.tessera.checkout.review.Reviews;
import market.tessera.checkout.waitlist.LeaveLine;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes a learner's name and address, and what was written by or about the learner, out of everything that has to be kept: orders, enrollments,
 * refunds, and what the log has told of them. Copies of badges stay verifiable, for they hold a hash of the address only; their pages lose the name,
 * and of those that nobody is shown only the place in the status list is kept. Reviews go, but for those that the learner wanted to stay. What was
 * bought is still an account's, but nobody can sign in with it any more.
 */
@Service
class ForgetLearner {
    private static final String OF_ENROLLMENTS = "enrollment in (select id from enrollment where learner = :learner)";
    private static final String OF_ORDERS = "order_id in (select id from orders where learner = :learner)";
    private static final String OWN_BADGE = "(learner = :learner or " + OF_ENROLLMENTS + ")";
    private static final String OF_BADGES = "badge in (select id from badge where " + OWN_BADGE + ")";

    /** Due again, to end without anybody's being told. */
    private static final String NOT_ENROLLED = """
            update handoff set due_at = now(), waits_since = null
            where due_at is null and enrollment in (select id from enrollment where learner = :learner and state in ('REQUESTED', 'FAILED'))
            """;

    /** But for the badges that it was given for: where one of those is revoked, it is, too. */
    private static final String CONTENT_OF_HIDDEN = """
            update badge set jwt = '',
              credential = cast(jsonb_strip_nulls(jsonb_build_object('evidence', cast(credential as jsonb) -> 'evidence')) as text)
            where hidden_at is not null and
            """ + OWN_BADGE;

    /** What nobody needs any more; and nobody waits to be enrolled. */
    private static final List<String> GOES = List.of(
            NOT_ENROLLED,
            "delete from order_key where " + OF_ORDERS,
            "update refund_wish set words = '' where " + OF_ORDERS,
            "update xapi_statement set body = body - 'actor' where " + OF_ENROLLMENTS,
            "update score set comment = null where comment is not null and " + OF_ENROLLMENTS,
            "delete from app_grant where learner = :learner",
            "delete from held_credential where learner = :learner",
            "delete from held_profile where learner = :learner",
            "delete from transcript where learner = :learner",
            "delete from transcript_link where learner = :learner",
            "delete from wallet_offer where " + OF_BADGES,
            "delete from wallet_token where " + OF_BADGES,
            CONTENT_OF_HIDDEN,
            "delete from basket where learner = :learner",
            "delete from lti_launch where learner = :learner");

    /** Where an address stays as {@link Learner#NOWHERE}. */
    private static final List<String> ADDRESSES = List.of(
            "update orders set email = :address where learner = :learner",
            "update refund set requested_by = :address, note = '' where requester = 'BUYER' and " + OF_ORDERS,
            "update rebooking set requested_by = :address where requester = 'BUYER' and " + OF_ORDERS,
            "update promotion_use set email = :address where " + OF_ORDERS);

    private final DatabaseClient database;
    private final Enrollments enrollments;
    private final LeaveLine lines;
    private final Reviews reviews;
    private final Sponsored sponsored;

    ForgetLearner(
            DatabaseClient database, Enrollments enrollments, LeaveLine lines, Reviews reviews, Sponsored sponsored) {
        this.database = database;
        this.enrollments = enrollments;
        this.lines = lines;
        this.reviews = reviews;
        this.sponsored = sponsored;
    }

    /** What a learner wants to become of the badges. */
    enum Badges {
        /** Who could see them still can, without the name. */
        KEPT,
        /** Nobody is shown them any more. */
        REMOVED
    }

    /** Doing it again changes nothing. Enrollments are locked before orders, as everywhere. */
    @Transactional
    public Mono<Void> forget(UUID learner, Badges badges) {
        return database.sql("select id from enrollment where learner = :learner order by id")
                .bind("learner", learner)
                .mapValue(UUID.class)
                .all()
                .concatMap(enrollment -> enrollments.change(enrollment, Enrollment::forget))
                .then(untell(learner))
                .thenMany(reviews.forget(learner))
                .then(rename(learner, "update badge set recipient = :name where " + OWN_BADGE))
                .then(badges == Badges.REMOVED ? hide(learner) : Mono.empty())
                .then(rename(learner, "update orders set name = :name where learner = :learner"))
                .thenMany(Flux.fromIterable(ADDRESSES))
                .concatMap(sql -> readdress(learner, sql))
                .thenMany(Flux.fromIterable(GOES))
                .concatMap(sql -> drop(learner, sql))
                .then(lines.forget(learner, Learner.NOBODY))
                .then(sponsored.forget(learner, Learner.NOBODY, Learner.NOWHERE));
    }

    /** Whoever reads the log from now on reads of nobody, as the newest event has it. */
    private Mono<Void> untell(UUID learner) {
        return database.sql("""
                        update event_log set data = jsonb_set(data, '{learner}', jsonb_build_object('name', cast(:name as text), 'email', cast(:address as text)))
                        where type = 'enrollment.updated' and subject in (select id::text from enrollment where learner = :learner)
                        """)
                .bind("name", Learner.NOBODY)
                .bind("address", Learner.NOWHERE)
                .bind("learner", learner)
                .then();
    }

    private Mono<Void> hide(UUID learner) {
        return drop(learner, "update badge set hidden_at = now() where hidden_at is null and " + OWN_BADGE);
    }

    private Mono<Void> rename(UUID learner, String sql) {
        return database.sql(sql)
                .bind("name", Learner.NOBODY)
                .bind("learner", learner)
                .then();
    }

    private Mono<Void> readdress(UUID learner, String sql) {
        return database.sql(sql)
                .bind("address", Learner.NOWHERE)
                .bind("learner", learner)
                .then();
    }

    private Mono<Void> drop(UUID learner, String sql) {
        return database.sql(sql).bind("learner", learner).then();
    }
}
