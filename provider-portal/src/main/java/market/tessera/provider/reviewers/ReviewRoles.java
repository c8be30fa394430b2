package market.tessera.provider.reviewers;

import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.IntStream;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.staff.Members.Member;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The roles that providers have named themselves, and who has them. */
@Repository
public class ReviewRoles {
    static final int MOST = 30;

    private final DatabaseClient database;

    ReviewRoles(DatabaseClient database) {
        this.database = database;
    }

    /** By name. Who no longer works there does not count. */
    public Flux<ReviewRole> of(UUID provider) {
        return database.sql("""
                        select r.id, r.name,
                          array_remove(array_agg(s.id order by s.name, s.id), null) as ids,
                          array_remove(array_agg(s.name order by s.name, s.id), null) as names,
                          exists (select from review_step t where t.provider = r.provider and r.id = any(t.own_roles)) as used
                        from review_role r left join review_role_holder h on h.role = r.id
                        left join staff s on s.id = h.staff
                          and exists (select from membership m where m.staff = s.id and m.provider = r.provider)
                        where r.provider = :provider group by r.id order by lower(r.name), r.id
                        """)
                .bind("provider", provider)
                .map(ReviewRoles::role)
                .all();
    }

    /** False if there is one of that name already, or there are {@value #MOST}. */
    public Mono<Boolean> add(UUID provider, String name) {
        return database.sql("""
                        insert into review_role (id, provider, name) select :id, :provider, :name
                        where (select count(*) from review_role where provider = :provider) < :most on conflict do nothing
                        """)
                .bind("id", UUID.randomUUID())
                .bind("provider", provider)
                .bind("name", name)
                .bind("most", MOST)
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1);
    }

    /**
     * Another name, and who has it from now on; of those only who works there.
     *
     * @return false if another role has that name, or there is no such role (any more)
     */
    @Transactional
    public Mono<Boolean> change(UUID provider, UUID role, String name, Collection<UUID> holders) {
        return database.sql("update review_role set name = :name where id = :role and provider = :provider")
                .bind("name", name)
                .bind("role", role)
                .bind("provider", provider)
                .fetch()
                .rowsUpdated()
                .filter(count -> count == 1)
                .flatMap(_ -> give(provider, role, holders).thenReturn(true))
                .defaultIfEmpty(false)
                .onErrorReturn(DuplicateKeyException.class, false);
    }

    private Mono<Void> give(UUID provider, UUID role, Collection<UUID> holders) {
        return database.sql("delete from review_role_holder where role = :role")
                .bind("role", role)
                .then()
                .then(database.sql("""
                                insert into review_role_holder (role, staff)
                                select :role, m.staff from membership m where m.provider = :provider and m.staff = any(:holders) group by m.staff
                                """)
                        .bind("role", role)
                        .bind("provider", provider)
                        .bind("holders", holders.toArray(UUID[]::new))
                        .then());
    }

    /** False if a review asks for it. */
    public Mono<Boolean> remove(UUID provider, UUID role) {
        return database.sql("""
                        delete from review_role r where r.id = :role and r.provider = :provider
                          and not exists (select from review_step t where t.provider = r.provider and r.id = any(t.own_roles))
                        """)
                .bind("role", role)
                .bind("provider", provider)
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1);
    }

    /** Takes the roles, deputies and absences of those who no longer work there. */
    public Mono<Void> forgetWhoLeft(UUID provider) {
        return database.sql("""
                        with held as (
                          delete from review_role_holder h using review_role r where r.id = h.role and r.provider = :provider
                            and not exists (select from membership m where m.staff = h.staff and m.provider = r.provider)),
                        represented as (
                          update absence a set deputy = null where a.provider = :provider and a.deputy is not null
                            and not exists (select from membership m where m.staff = a.deputy and m.provider = a.provider)
                            and exists (select from membership m where m.staff = a.staff and m.provider = a.provider))
                        delete from absence a where a.provider = :provider
                          and not exists (select from membership m where m.staff = a.staff and m.provider = a.provider)
                        """).bind("provider", provider).then();
    }

    private static ReviewRole role(Readable row) {
        var ids = Columns.required(row, "ids", UUID[].class);
        var names = Columns.required(row, "names", String[].class);
        return new ReviewRole(
                Columns.required(row, "id", UUID.class),
                Columns.required(row, "name", String.class),
                IntStream.range(0, ids.length)
                        .mapToObj(at -> new Member(ids[at], names[at]))
                        .toList(),
                Columns.required(row, "used", Boolean.class));
    }
}
