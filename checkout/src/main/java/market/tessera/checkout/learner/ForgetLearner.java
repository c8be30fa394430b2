package market.tessera.checkout.learner;

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
import reactor.core.publisher.Mono;

/**
 * Takes a learner's name and address out of everything that has to be kept: orders, enrollments, refunds. Badges stay verifiable, for they hold a
 * hash of the address only; their pages lose the name. Reviews go, but for those that
 * the learner wanted to stay. What was bought is still an account's, but nobody can sign in with it any more.
 */
@Service
class ForgetLearner {
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

    /** Doing it again changes nothing. Enrollments are locked before orders, as everywhere. */
    @Transactional
    public Mono<Void> forget(UUID learner) {
        return database.sql("select id from enrollment where learner = :learner order by id")
                .bind("learner", learner)
                .mapValue(UUID.class)
                .all()
                .concatMap(enrollment -> enrollments.change(enrollment, Enrollment::forget))
                .thenMany(reviews.forget(learner))
                .then(rename(learner, """
                                update badge set recipient = :name
                                where learner = :learner or enrollment in (select id from enrollment where learner = :learner)
                                """))
                .then(rename(learner, "update orders set name = :name where learner = :learner"))
                .then(readdress(learner, "update orders set email = :address where learner = :learner"))
                .then(readdress(learner, """
                        update refund set requested_by = :address, note = ''
                        where requester = 'BUYER' and order_id in (select id from orders where learner = :learner)
                        """))
                .then(drop(
                        learner,
                        "delete from order_key where order_id in (select id from orders where learner = :learner)"))
                .then(drop(learner, """
                        update xapi_statement set body = body - 'actor'
                        where enrollment in (select id from enrollment where learner = :learner)
                        """))
                .then(drop(learner, "delete from app_grant where learner = :learner"))
                .then(drop(learner, "delete from held_credential where learner = :learner"))
                .then(drop(learner, "delete from held_profile where learner = :learner"))
                .then(drop(learner, "delete from transcript where learner = :learner"))
                .then(drop(learner, "delete from transcript_link where learner = :learner"))
                .then(drop(learner, "delete from basket where learner = :learner"))
                .then(lines.forget(learner, Learner.NOBODY))
                .then(sponsored.forget(learner, Learner.NOBODY, Learner.NOWHERE))
                .then(drop(learner, "delete from lti_launch where learner = :learner"));
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
