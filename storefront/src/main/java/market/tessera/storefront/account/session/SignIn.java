package market.tessera.storefront.account.session;

import java.util.Optional;
import market.tessera.platform.identity.Passwords;
import market.tessera.platform.mail.EmailAddress;
import market.tessera.storefront.account.Account;
import market.tessera.storefront.account.Accounts;
import market.tessera.storefront.account.PasswordTries;
import market.tessera.storefront.account.SecurityAudit;
import market.tessera.storefront.account.SecurityAudit.Event;
import market.tessera.storefront.account.Visitor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Checks an e-mail address and a password. Whether it was the address or the password that is wrong is neither told nor to be measured. */
@Service
class SignIn {
    private final Accounts accounts;
    private final Passwords passwords;
    private final PasswordTries tries;
    private final SecurityAudit audit;

    SignIn(Accounts accounts, Passwords passwords, PasswordTries tries, SecurityAudit audit) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.tries = tries;
        this.audit = audit;
    }

    sealed interface Attempt {
        record Welcome(Account account) implements Attempt {}

        record Refused() implements Attempt {}

        record TooMany() implements Attempt {}
    }

    Mono<Attempt> attempt(String typedEmail, String password, Visitor visitor) {
        return tries.take(typedEmail, visitor)
                .flatMap(free -> free ? check(typedEmail, password, visitor) : tooMany(visitor));
    }

    private Mono<Attempt> check(String typedEmail, String password, Visitor visitor) {
        return Mono.justOrEmpty(EmailAddress.parse(typedEmail))
                .flatMap(accounts::byEmail)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(found -> passwords
                        .matches(password, hash(found))
                        .flatMap(right -> right ? welcome(found.orElseThrow(), visitor) : refuse(found, visitor)));
    }

    private static @Nullable String hash(Optional<Account> found) {
        return found.map(Account::passwordHash).orElse(null);
    }

    private Mono<Attempt> welcome(Account account, Visitor visitor) {
        return tries.forgive(account)
                .then(audit.record(Event.SIGNED_IN, account.id(), visitor))
                .thenReturn(new Attempt.Welcome(account));
    }

    private Mono<Attempt> refuse(Optional<Account> found, Visitor visitor) {
        return audit.record(Event.SIGN_IN_REFUSED, found.map(Account::id).orElse(null), visitor)
                .thenReturn(new Attempt.Refused());
    }

    private Mono<Attempt> tooMany(Visitor visitor) {
        return audit.record(Event.SIGN_IN_THROTTLED, null, visitor).thenReturn(new Attempt.TooMany());
    }
}
