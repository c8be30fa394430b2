package market.tessera.storefront.account.profile;

import java.util.Optional;
import java.util.UUID;
import market.tessera.platform.identity.Passwords;
import market.tessera.storefront.account.Account;
import market.tessera.storefront.account.AccountWords;
import market.tessera.storefront.account.Accounts;
import market.tessera.storefront.account.PasswordTries;
import market.tessera.storefront.account.Visitor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Asks for the password again before what matters, since a browser left open is not its owner. */
@Component
class PasswordCheck {
    private final Accounts accounts;
    private final Passwords passwords;
    private final PasswordTries tries;
    private final AccountWords words;

    PasswordCheck(Accounts accounts, Passwords passwords, PasswordTries tries, AccountWords words) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.tries = tries;
        this.words = words;
    }

    /** What is wrong with the password, in words; empty if nothing. */
    Mono<Optional<String>> complaint(UUID id, @Nullable String password, Visitor visitor) {
        return accounts.byId(id)
                .flatMap(account -> tries.take(account.email(), visitor)
                        .flatMap(free -> free
                                ? check(account, password == null ? "" : password, visitor)
                                : Mono.just(Optional.of(words.say(
                                        visitor.locale(),
                                        "sign-in.too-many",
                                        tries.pause().toMinutes())))));
    }

    private Mono<Optional<String>> check(Account account, String password, Visitor visitor) {
        return passwords
                .matches(password, account.passwordHash())
                .flatMap(right -> right
                        ? tries.forgive(account).thenReturn(Optional.empty())
                        : Mono.just(Optional.of(words.say(visitor.locale(), "password.wrong"))));
    }
}
