package market.tessera.checkout.membership;

import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Learners of an intake under the names that their provider's tools know them by. A place that nobody has claimed is nobody's yet. */
@Repository
class Members {
    private final DatabaseClient database;

    Members(DatabaseClient database) {
        this.database = database;
    }

    /** @param open whether the learner has a place now, or has given it back */
    record Member(UUID subject, String name, String email, boolean open) {}

    /** Everybody gets a name before the first page is read, so that pages do not shift. */
    Mono<Void> name(UUID provider, UUID intake) {
        return database.sql("""
                        insert into lti_user (subject, provider, learner)
                        select gen_random_uuid(), :provider, learner
                        from (select distinct learner from enrollment
                          where intake = :intake and learner is not null and state in ('CONFIRMED', 'ACTIVE', 'COMPLETED') order by learner) e
                        on conflict (provider, learner) do nothing
                        """)
                .bind("provider", provider)
                .bind("intake", intake)
                .then();
    }

    /** Each learner once, however often the place was bought and given back. */
    Flux<Member> page(UUID provider, UUID intake, UUID after, int most) {
        return database.sql("""
                        select u.subject, e.name, e.email, e.state <> 'WITHDRAWN' as open
                        from (select distinct on (learner) learner, name, email, state from enrollment
                          where intake = :intake and learner is not null and state in ('CONFIRMED', 'ACTIVE', 'COMPLETED', 'WITHDRAWN')
                          order by learner, state = 'WITHDRAWN', requested_at desc) e
                          join lti_user u on u.provider = :provider and u.learner = e.learner
                        where u.subject > :after order by u.subject limit :most
                        """)
                .bind("intake", intake)
                .bind("provider", provider)
                .bind("after", after)
                .bind("most", most)
                .mapProperties(Member.class)
                .all();
    }
}
