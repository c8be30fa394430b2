package market.tessera.provider.provider;

import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Which institutions are schools of others. The school asks, its university confirms, either ends it; a school has no schools of its own. Works on rows of two
 * institutions: to be called unbound, once it is known for which of them.
 */
@Component
public class Affiliations {
    private final DatabaseClient database;
    private final ProviderLog log;

    Affiliations(DatabaseClient database, ProviderLog log) {
        this.database = database;
        this.log = log;
    }

    /** A school as its university sees it. */
    public record School(UUID id, String slug, String name, boolean confirmed) {}

    /** Those that ask come first. */
    public Flux<School> of(UUID university) {
        return database.sql("""
                        select id, slug, name, part_of_confirmed_at is not null as confirmed from provider
                        where part_of = :university order by confirmed, name, id
                        """)
                .bind("university", university)
                .map(row -> new School(
                        Columns.required(row, "id", UUID.class),
                        Columns.required(row, "slug", String.class),
                        Columns.required(row, "name", String.class),
                        Columns.required(row, "confirmed", Boolean.class)))
                .all();
    }

    /** False, and nothing is changed, where either of them stands in such a relation that would make a chain, or the university is not verified. */
    @Transactional
    public Mono<Boolean> ask(UUID school, UUID university) {
        return lock(school, university).then(changed("""
                        update provider s set part_of = u.id, part_of_slug = u.slug from provider u
                        where s.id = :school and u.id = :university and s.id <> u.id and u.verified_at is not null
                          and s.part_of is null and u.part_of is null and not exists (select from provider o where o.part_of = s.id)
                        """, school, university));
    }

    /** False where it does not ask, any more or yet. */
    @Transactional
    public Mono<Boolean> confirm(UUID school, UUID university) {
        return announced(school, changed("""
                        update provider set part_of_confirmed_at = now()
                        where id = :school and part_of = :university and part_of_confirmed_at is null
                        """, school, university));
    }

    /** Refuses what is asked, or ends what was confirmed. False where there is neither. */
    @Transactional
    public Mono<Boolean> end(UUID school, UUID university) {
        return announced(school, changed("""
                        update provider set part_of = null, part_of_slug = null, part_of_confirmed_at = null
                        where id = :school and part_of = :university
                        """, school, university));
    }

    private Mono<Boolean> announced(UUID school, Mono<Boolean> change) {
        return change.delayUntil(done -> done ? log.announce(List.of(school)) : Mono.empty());
    }

    /** In one order: two that ask each other wait for each other, and the second is refused. */
    private Mono<Void> lock(UUID one, UUID other) {
        return database.sql("select id from provider where id in (:one, :other) order by id for update")
                .bind("one", one)
                .bind("other", other)
                .then();
    }

    private Mono<Boolean> changed(String sql, UUID school, UUID university) {
        return database.sql(sql)
                .bind("school", school)
                .bind("university", university)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }
}
