package market.tessera.storefront.account.registration;

import market.tessera.platform.mail.EmailAddress;
import market.tessera.storefront.account.Account;
import market.tessera.storefront.account.AccountLetters;
import market.tessera.storefront.account.AccountLetters.Kind;
import market.tessera.storefront.account.AccountProperties;
import market.tessera.storefront.account.Accounts;
import market.tessera.storefront.account.Visitor;
import market.tessera.storefront.account.link.MailedLink;
import market.tessera.storefront.account.link.MailedLinks;
import market.tessera.storefront.account.link.MailedLinks.Purpose;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Sends the letter with which an account begins. There is no account and no password before the address is proven, so nobody can prepare
 * an account under somebody else's address. Whether the address has an account already, only its owner learns, by mail.
 */
@Service
class SignUp {
    private final Accounts accounts;
    private final MailedLinks links;
    private final AccountLetters letters;
    private final AccountProperties properties;
    private final TransactionalOperator transaction;

    SignUp(
            Accounts accounts,
            MailedLinks links,
            AccountLetters letters,
            AccountProperties properties,
            TransactionalOperator transaction) {
        this.accounts = accounts;
        this.links = links;
        this.letters = letters;
        this.properties = properties;
        this.transaction = transaction;
    }

    /** @param goOn page of this site to go to once the account is there */
    Mono<Void> invite(EmailAddress email, String name, String goOn, Visitor visitor) {
        return accounts.byEmail(email)
                .flatMap(account -> remind(account, visitor).thenReturn(true))
                .switchIfEmpty(Mono.defer(
                        () -> askToConfirm(email, name, goOn, visitor).thenReturn(true)))
                .as(transaction::transactional)
                .then();
    }

    private Mono<Void> remind(Account account, Visitor visitor) {
        return letters.send(
                Kind.ALREADY_REGISTERED, account.email(), visitor.locale(), "/account/sign-in", account.name());
    }

    private Mono<Void> askToConfirm(EmailAddress email, String name, String goOn, Visitor visitor) {
        return links.issue(Purpose.CONFIRM, MailedLink.toConfirm(email.text(), name, goOn), properties.confirmWithin())
                .flatMap(token -> letters.send(
                        Kind.CONFIRM,
                        email.text(),
                        visitor.locale(),
                        "/account/confirm?token=" + token.text(),
                        name,
                        properties.confirmWithin().toHours()));
    }
}
