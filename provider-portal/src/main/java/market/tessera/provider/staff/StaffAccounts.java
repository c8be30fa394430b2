package market.tessera.provider.staff;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import market.tessera.platform.identity.Person;
import org.springframework.data.r2dbc.repository.Modifying;
import org.springframework.data.r2dbc.repository.Query;
import org.springframework.data.repository.reactive.ReactiveCrudRepository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

public interface StaffAccounts extends ReactiveCrudRepository<StaffAccount, UUID> {
    Mono<StaffAccount> findByEmail(String email);

    /** Who has a role at an institution, by address. */
    default Flux<StaffAccount> with(Role role, UUID provider) {
        return withRole(provider, role.key());
    }

    @Query("""
            select s.* from staff s
            where exists (select from membership m where m.staff = s.id and m.provider = :provider and m.role = :role)
            order by s.email
            """)
    Flux<StaffAccount> withRole(UUID provider, String role);

    @Query("select provider || ':' || role from membership where staff = :staff")
    Flux<String> memberships(UUID staff);

    @Modifying
    @Query("insert into membership (staff, provider, role) values (:staff, :provider, :role) on conflict do nothing")
    Mono<Integer> join(UUID staff, UUID provider, String role);

    @Modifying
    @Query("""
            update staff s set sessions_from = :now, version = version + 1
            where (s.email like '%@' || :domain or s.email like '%.' || :domain) and not s.operator
              and exists (select from membership m where m.staff = s.id and m.provider = :provider)
              and not exists (select from membership m where m.staff = s.id and m.provider = :provider and m.role = 'administrator')
            """)
    Mono<Integer> endSessions(UUID provider, String domain, Instant now);

    /** The account's person with everything it may do at this moment. */
    default Mono<Person> person(StaffAccount account) {
        return memberships(account.id()).collect(HashSet<String>::new, Set::add).map(grants -> {
            if (account.operator()) {
                grants.add("operator");
            }
            return new Person(account.id(), Person.Kind.STAFF, account.email(), account.name(), grants);
        });
    }
}
