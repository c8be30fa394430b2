package market.tessera.checkout.launch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.lti.LtiLinks;
import market.tessera.checkout.lti.LtiTool;
import market.tessera.checkout.lti.LtiUsers;
import market.tessera.checkout.lti.SingleUse;
import market.tessera.checkout.lti.SingleUse.Purpose;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Launches under way. */
@Repository
class Launches {
    static final Duration LIFETIME = Duration.ofMinutes(10);
    static final int MOST_IN_A_MOMENT = 20;
    private static final Duration A_MOMENT = Duration.ofMinutes(1);

    private final DatabaseClient database;
    private final LtiLinks links;
    private final LtiUsers users;
    private final SingleUse singleUse;
    private final Clock clock;

    Launches(DatabaseClient database, LtiLinks links, LtiUsers users, SingleUse singleUse, Clock clock) {
        this.database = database;
        this.links = links;
        this.users = users;
        this.singleUse = singleUse;
        this.clock = clock;
    }

    /** Empty if the learner has begun too many a moment ago. */
    Mono<Launch> begin(Enrollment enrollment, UUID learner, LtiTool tool) {
        var course = enrollment.course();
        return Mono.zip(links.of(course), users.subject(course.provider(), learner))
                .map(found -> new Launch(
                        UUID.randomUUID(),
                        enrollment.id(),
                        learner,
                        tool.clientId(),
                        found.getT2(),
                        found.getT1().id()))
                .flatMap(this::insert);
    }

    private Mono<Launch> insert(Launch launch) {
        return database.sql("""
                        insert into lti_launch (id, enrollment, learner, client_id, subject, link, expires_at)
                        select :id, :enrollment, :learner, :client, :subject, :link, :expires
                        where (select count(*) from lti_launch where learner = :learner and expires_at > :aMomentAgo) < :most
                        """)
                .bind("id", launch.id())
                .bind("enrollment", launch.enrollment())
                .bind("learner", launch.learner())
                .bind("client", launch.clientId())
                .bind("subject", launch.subject())
                .bind("link", launch.link())
                .bind("expires", clock.instant().plus(LIFETIME))
                .bind("aMomentAgo", clock.instant().plus(LIFETIME).minus(A_MOMENT))
                .bind("most", MOST_IN_A_MOMENT)
                .fetch()
                .rowsUpdated()
                .filter(inserted -> inserted == 1)
                .map(_ -> launch);
    }

    /** The launch, unless it is over or never was. */
    Mono<Launch> find(UUID id) {
        return database.sql("""
                        select id, enrollment, learner, client_id, subject, link from lti_launch
                        where id = :id and used_at is null and expires_at > :now
                        """)
                .bind("id", id)
                .bind("now", clock.instant())
                .mapProperties(Launch.class)
                .one();
    }

    /** Ends the launch with the tool's nonce; false if either was used before. */
    Mono<Boolean> use(Launch launch, String nonce) {
        return singleUse
                .use(launch.clientId(), Purpose.NONCE, nonce, clock.instant().plus(LIFETIME))
                .flatMap(fresh -> fresh ? end(launch) : Mono.just(false));
    }

    private Mono<Boolean> end(Launch launch) {
        return database.sql("update lti_launch set used_at = :now where id = :id and used_at is null")
                .bind("now", clock.instant())
                .bind("id", launch.id())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Long> forgetExpired(Instant now) {
        return database.sql("delete from lti_launch where expires_at < :now")
                .bind("now", now)
                .fetch()
                .rowsUpdated();
    }
}
