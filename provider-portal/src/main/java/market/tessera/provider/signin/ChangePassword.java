package market.tessera.provider.signin;

import java.time.Clock;
import market.tessera.platform.identity.Passwords;
import market.tessera.platform.identity.Person;
import market.tessera.provider.staff.SecurityAudit;
import market.tessera.provider.staff.SecurityAudit.Event;
import market.tessera.provider.staff.StaffAccount;
import market.tessera.provider.staff.StaffAccounts;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Changes a person's own password and ends all of that person's sessions. */
@Service
class ChangePassword {
    private final StaffAccounts accounts;
    private final Passwords passwords;
    private final SecurityAudit audit;
    private final Clock clock;

    ChangePassword(StaffAccounts accounts, Passwords passwords, SecurityAudit audit, Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.audit = audit;
        this.clock = clock;
    }

    enum Outcome {
        CHANGED,
        CURRENT_IS_WRONG,
        TOO_SHORT,
        TOO_LONG
    }

    Mono<Outcome> change(Person person, String current, String wanted) {
        return switch (NewPassword.lengthOf(wanted)) {
            case TOO_SHORT -> Mono.just(Outcome.TOO_SHORT);
            case TOO_LONG -> Mono.just(Outcome.TOO_LONG);
            case FITS ->
                accounts.findById(person.id())
                        .filterWhen(account -> passwords.matches(current, account.passwordHash()))
                        .flatMap(account -> replace(account, wanted))
                        .defaultIfEmpty(Outcome.CURRENT_IS_WRONG);
        };
    }

    private Mono<Outcome> replace(StaffAccount account, String wanted) {
        return passwords
                .hash(wanted)
                .flatMap(hash -> accounts.save(account.withPassword(hash, clock.instant())))
                .then(audit.record(Event.PASSWORD_CHANGED, account.id(), account.email(), null))
                .thenReturn(Outcome.CHANGED);
    }
}
