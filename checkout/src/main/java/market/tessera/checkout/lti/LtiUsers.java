package market.tessera.checkout.lti;

import java.util.UUID;
import market.tessera.checkout.sql.Ids;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What providers' systems call our learners: a name per provider, so that two of them cannot compare notes. */
@Repository
public class LtiUsers {
    private final DatabaseClient database;

    LtiUsers(DatabaseClient database) {
        this.database = database;
    }

    /** The learner's subject at a provider, made when it is first needed and the same ever after. */
    public Mono<UUID> subject(UUID provider, UUID learner) {
        return database.sql("""
                        insert into lti_user (subject, provider, learner) values (:subject, :provider, :learner)
                        on conflict (provider, learner) do update set learner = excluded.learner
                        returning subject
                        """)
                .bind("subject", UUID.randomUUID())
                .bind("provider", provider)
                .bind("learner", learner)
                .mapValue(UUID.class)
                .one();
    }

    /** Who that is; nothing if this provider has never met anybody under that name. */
    public Mono<UUID> learner(UUID provider, String subject) {
        return Mono.justOrEmpty(Ids.read(subject))
                .flatMap(id -> database.sql(
                                "select learner from lti_user where subject = :subject and provider = :provider")
                        .bind("subject", id)
                        .bind("provider", provider)
                        .mapValue(UUID.class)
                        .one());
    }

    /** The learner's subject, if the learner has ever been there. */
    public Mono<UUID> knownSubject(UUID provider, UUID learner) {
        return database.sql("select subject from lti_user where provider = :provider and learner = :learner")
                .bind("provider", provider)
                .bind("learner", learner)
                .mapValue(UUID.class)
                .one();
    }
}
