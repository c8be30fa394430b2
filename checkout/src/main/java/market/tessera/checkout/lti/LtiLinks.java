package market.tessera.checkout.lti;

import java.time.Clock;
import java.util.UUID;
import market.tessera.checkout.enrollment.Enrollment.Course;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Every intake that a tool knows. */
@Repository
public class LtiLinks {
    private final DatabaseClient database;
    private final Clock clock;

    LtiLinks(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    public Mono<LtiLink> find(UUID id) {
        return database.sql("""
                        select l.id, l.provider, i.offer as offering, l.intake, l.title
                        from lti_link l join offer_intake i on i.id = l.intake where l.id = :id
                        """).bind("id", id).mapProperties(LtiLink.class).one();
    }

    /** The link of a course's intake, made when it is first needed. */
    public Mono<LtiLink> of(Course course) {
        return database.sql("""
                        insert into lti_link (id, provider, intake, title, created_at)
                        values (:id, :provider, :intake, :title, :now)
                        on conflict (intake) do update set title = excluded.title
                        returning id, provider, cast(:offering as uuid) as offering, intake, title
                        """)
                .bind("id", UUID.randomUUID())
                .bind("provider", course.provider())
                .bind("offering", course.offering())
                .bind("intake", course.intake())
                .bind("title", course.title())
                .bind("now", clock.instant())
                .mapProperties(LtiLink.class)
                .one();
    }
}
