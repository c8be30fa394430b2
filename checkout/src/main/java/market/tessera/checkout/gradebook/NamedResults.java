package market.tessera.checkout.gradebook;

import java.util.UUID;
import market.tessera.checkout.sql.Ids;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Whose results those are, and under which names systems have put them. */
@Repository
class NamedResults {
    private final DatabaseClient database;

    NamedResults(DatabaseClient database) {
        this.database = database;
    }

    /**
     * The learner's place in the class: the newest of several, and one that was given back only if there is no other; nothing if the provider has no
     * such learner there.
     */
    Mono<UUID> enrollment(UUID provider, String lineItem, String student) {
        return Mono.justOrEmpty(Ids.read(lineItem))
                .flatMap(intake -> database.sql("""
                                select e.id from enrollment e
                                where e.intake = :intake and e.provider = :provider and roster_user(e.provider, e.email, e.id) = :student
                                order by e.state = 'WITHDRAWN', e.requested_at desc, e.id limit 1
                                """)
                        .bind("intake", intake)
                        .bind("provider", provider)
                        .bind("student", student)
                        .mapValue(UUID.class)
                        .one());
    }

    /** Whose result was put under that name. */
    Mono<UUID> named(UUID provider, String sourcedId) {
        return database.sql("select enrollment from roster_result where provider = :provider and sourced_id = :name")
                .bind("provider", provider)
                .bind("name", sourcedId)
                .mapValue(UUID.class)
                .one();
    }

    /** With its score. */
    Mono<Void> forget(UUID provider, String sourcedId) {
        return database.sql("""
                        with gone as (
                          delete from roster_result where provider = :provider and sourced_id = :name returning enrollment)
                        delete from score using gone where score.enrollment = gone.enrollment and score.item is null
                        """)
                .bind("provider", provider)
                .bind("name", sourcedId)
                .then();
    }

    /** False if the name is that of another learner's result. */
    Mono<Boolean> name(UUID provider, String sourcedId, UUID enrollment) {
        return database.sql("""
                        with named as (
                          insert into roster_result (provider, sourced_id, enrollment) values (:provider, :name, :enrollment)
                          on conflict do nothing),
                        moved as (
                          update roster_result set sourced_id = :name where enrollment = :enrollment and sourced_id <> :name
                            and not exists (select from roster_result o where o.provider = :provider and o.sourced_id = :name))
                        select not exists (select from roster_result r where r.provider = :provider and r.sourced_id = :name
                          and r.enrollment <> :enrollment)
                        """)
                .bind("provider", provider)
                .bind("name", sourcedId)
                .bind("enrollment", enrollment)
                .mapValue(Boolean.class)
                .one();
    }
}
