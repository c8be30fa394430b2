package market.tessera.provider.staff;

import java.time.Duration;
import java.util.Optional;
import market.tessera.platform.identity.Passwords;
import market.tessera.platform.identity.Person;
import market.tessera.provider.staff.SecurityAudit.Event;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Checks e-mail address and password of staff. */
@Service
class SignIn {
    private final StaffAccounts accounts;
    private final Passwords passwords;
    private final SignInThrottle throttle;
    private final SecurityAudit audit;

    SignIn(StaffAccounts accounts, Passwords passwords, SignInThrottle throttle, SecurityAudit audit) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.throttle = throttle;
        this.audit = audit;
    }

    /** How an attempt ended. Whether the address or the password was wrong is not told. */
    sealed interface Attempt {
        record Welcome(Person person) implements Attempt {}

        record Refused() implements Attempt {}

        record Throttled(Duration pause) implements Attempt {}
    }

    /** @param address the client's network address */
    Mono<Attempt> attempt(String typedEmail, String password, String address) {
        var email = StaffAccount.normal(typedEmail);
        return throttle.take(email, address)
                .flatMap(pause -> throttled(email, address, pause))
                .switchIfEmpty(Mono.defer(() -> check(email, password, address)));
    }

    private Mono<Attempt> throttled(String email, String address, Duration pause) {
        return audit.record(Event.SIGN_IN_THROTTLED, null, email, address).thenReturn(new Attempt.Throttled(pause));
    }

    private Mono<Attempt> check(String email, String password, String address) {
        return accounts.findByEmail(email)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .filterWhen(found -> passwords.matches(
                        password, found.map(StaffAccount::passwordHash).orElse(null)))
                .flatMap(Mono::justOrEmpty)
                .flatMap(account -> welcome(account, address))
                .switchIfEmpty(Mono.defer(() -> refuse(email, address)));
    }

    private Mono<Attempt> welcome(StaffAccount account, String address) {
        return throttle.forgive(account.email(), address)
                .then(accounts.person(account))
                .map(Attempt.Welcome::new);
    }

    private Mono<Attempt> refuse(String email, String address) {
        return audit.record(Event.SIGN_IN_REFUSED, null, email, address).thenReturn(new Attempt.Refused());
    }
}
