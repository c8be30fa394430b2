package market.tessera.storefront.account.profile;

import java.util.UUID;
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

/** Asks at the new address whether it shall belong to the account. That it belongs to another one already, only its owner learns. */
@Service
class ChangeEmail {
    private final Accounts accounts;
    private final MailedLinks links;
    private final AccountLetters letters;
    private final AccountProperties properties;
    private final TransactionalOperator transaction;

    ChangeEmail(
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

    Mono<Void> ask(UUID account, EmailAddress email, Visitor visitor) {
        return accounts.byEmail(email)
                .flatMap(owner -> warn(owner, visitor).thenReturn(true))
                .switchIfEmpty(
                        Mono.defer(() -> mailLink(account, email, visitor).thenReturn(true)))
                .as(transaction::transactional)
                .then();
    }

    private Mono<Void> warn(Account owner, Visitor visitor) {
        return letters.send(Kind.EMAIL_TAKEN, owner.email(), visitor.locale(), "/account/sign-in", owner.name());
    }

    private Mono<Void> mailLink(UUID account, EmailAddress email, Visitor visitor) {
        return links.issue(Purpose.CHANGE, MailedLink.ofAccount(account, email.text()), properties.confirmWithin())
                .flatMap(token -> letters.send(
                        Kind.CHANGE_EMAIL,
                        email.text(),
                        visitor.locale(),
                        "/account/email/confirm?token=" + token.text(),
                        properties.confirmWithin().toHours()));
    }
}
