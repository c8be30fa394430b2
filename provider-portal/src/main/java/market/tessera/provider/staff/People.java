package market.tessera.provider.staff;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.PersonName;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Staff's accounts, for those who bring people in. */
@Service
public class People {
    private final StaffAccounts accounts;
    private final Clock clock;

    People(StaffAccounts accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    public Mono<Boolean> exists(String email) {
        return accounts.findByEmail(email).hasElement();
    }

    /** The person with everything it may do at this moment. */
    public Mono<Person> find(UUID id) {
        return accounts.findById(id).flatMap(accounts::person);
    }

    /** As {@link #find(UUID)}, by the address of the account, in lower case. */
    public Mono<Person> find(String email) {
        return accounts.findByEmail(email).flatMap(accounts::person);
    }

    /** Ends the sessions of those at the provider who have from now on to come in by its sign-in service. */
    public Mono<Void> endSessions(UUID provider, String domain) {
        return accounts.endSessions(provider, domain, clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .then();
    }

    /** A new account without any role; errors with {@link DuplicateKeyException} if the address has one already. */
    public Mono<UUID> open(String email, PersonName name, String passwordHash) {
        return accounts.save(StaffAccount.open(email, name.text(), passwordHash, false, clock.instant()))
                .map(StaffAccount::id);
    }
}
