package market.tessera.provider.signin;

import java.time.Duration;
import java.util.Optional;
import market.tessera.platform.identity.Passwords;
import market.tessera.platform.identity.Person;
import market.tessera.platform.mail.EmailAddress;
import market.tessera.provider.realm.Realm;
import market.tessera.provider.realm.Realm.Rule;
import market.tessera.provider.realm.Realms;
import market.tessera.provider.staff.Role;
import market.tessera.provider.staff.SecurityAudit;
import market.tessera.provider.staff.SecurityAudit.Event;
import market.tessera.provider.staff.StaffAccount;
import market.tessera.provider.staff.StaffAccounts;
import market.tessera.provider.tenancy.Tenants;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Checks e-mail address and password of staff. */
@Service
class SignIn {
    private final StaffAccounts accounts;
    private final Passwords passwords;
    private final SignInThrottle throttle;
    private final SecurityAudit audit;
    private final Realms realms;

    SignIn(StaffAccounts accounts, Passwords passwords, SignInThrottle throttle, SecurityAudit audit, Realms realms) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.throttle = throttle;
        this.audit = audit;
        this.realms = realms;
    }

    /** How an attempt ended. Whether the address or the password was wrong is not told. */
    sealed interface Attempt {
        record Welcome(Person person) implements Attempt {}

        record Refused() implements Attempt {}

        record Throttled(Duration pause) implements Attempt {}

        /**
         * People with such an address come in by their institution's own sign-in service. Whether there is an account, and whether the password was
         * right, is not told.
         *
         * @param institution its slug
         */
        record Elsewhere(String institution) implements Attempt {}
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
                .flatMap(accounts::person)
                .flatMap(person -> required(email)
                        .filter(realm -> comesInByItAlone(person, realm))
                        .<Attempt>map(realm -> new Attempt.Elsewhere(realm.slug()))
                        .switchIfEmpty(Mono.defer(() -> welcome(person, address))))
                .switchIfEmpty(Mono.defer(() -> refuse(email, address)));
    }

    private Mono<Realm> required(String email) {
        return Mono.justOrEmpty(EmailAddress.parse(email))
                .flatMap(address -> Tenants.unbound(realms.openFor(address)))
                .filter(realm -> realm.rule() == Rule.REQUIRED);
    }

    /** Administrators get in by their passwords and second proofs as well, or nobody could mend what is broken. */
    private static boolean comesInByItAlone(Person person, Realm realm) {
        return person.worksFor(realm.provider())
                && !person.has(realm.provider(), Role.ADMINISTRATOR.key())
                && !person.isOperator();
    }

    private Mono<Attempt> welcome(Person person, String address) {
        return throttle.forgive(person.email(), address).thenReturn(new Attempt.Welcome(person));
    }

    private Mono<Attempt> refuse(String email, String address) {
        return audit.record(Event.SIGN_IN_REFUSED, null, email, address)
                .then(required(email))
                .<Attempt>map(realm -> new Attempt.Elsewhere(realm.slug()))
                .defaultIfEmpty(new Attempt.Refused());
    }
}
