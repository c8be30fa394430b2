package market.tessera.storefront.account.session;

import java.util.UUID;
import market.tessera.storefront.account.Account;
import market.tessera.storefront.account.AccountLetters;
import market.tessera.storefront.account.AccountLetters.Kind;
import market.tessera.storefront.account.Accounts;
import market.tessera.storefront.account.PasswordTries;
import market.tessera.storefront.account.Visitor;
import market.tessera.storefront.account.link.MailedLinks;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * What follows from a new password, however it came about: every browser is signed out, every mailed link of the account is void, tries are
 * forgiven, the owner is written to. Runs in the caller's transaction.
 */
@Service
public class SetPassword {
    private final Accounts accounts;
    private final Sessions sessions;
    private final MailedLinks links;
    private final PasswordTries tries;
    private final AccountLetters letters;

    SetPassword(Accounts accounts, Sessions sessions, MailedLinks links, PasswordTries tries, AccountLetters letters) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.links = links;
        this.tries = tries;
        this.letters = letters;
    }

    public Mono<Account> set(UUID account, String passwordHash, Visitor visitor) {
        return accounts.changePassword(account, passwordHash)
                .delayUntil(changed -> sessions.endAll(changed.id()))
                .delayUntil(changed -> links.withdrawAll(changed.id()))
                .delayUntil(tries::forgive)
                .delayUntil(changed -> letters.send(
                        Kind.PASSWORD_CHANGED,
                        changed.email(),
                        visitor.locale(),
                        "/account/forgot",
                        changed.name(),
                        visitor.device()));
    }
}
