package market.tessera.storefront.account.recovery;

import market.tessera.platform.mail.EmailAddress;
import market.tessera.storefront.account.Account;
import market.tessera.storefront.account.AccountLetters;
import market.tessera.storefront.account.AccountLetters.Kind;
import market.tessera.storefront.account.AccountProperties;
import market.tessera.storefront.account.Accounts;
import market.tessera.storefront.account.SecurityAudit;
import market.tessera.storefront.account.SecurityAudit.Event;
import market.tessera.storefront.account.Visitor;
import market.tessera.storefront.account.link.MailedLink;
import market.tessera.storefront.account.link.MailedLinks;
import market.tessera.storefront.account.link.MailedLinks.Purpose;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Mails the link that sets a new password; to an address without an account, that there is none. */
@Service
class Recovery {
    private final Accounts accounts;
    private final MailedLinks links;
    private final AccountLetters letters;
    private final SecurityAudit audit;
    private final AccountProperties properties;

    Recovery(
            Accounts accounts,
            MailedLinks links,
            AccountLetters letters,
            SecurityAudit audit,
            AccountProperties properties) {
        this.accounts = accounts;
        this.links = links;
        this.letters = letters;
        this.audit = audit;
        this.properties = properties;
    }

    Mono<Void> mail(EmailAddress email, Visitor visitor) {
        return accounts.byEmail(email)
                .flatMap(account -> mailLink(account, visitor).thenReturn(true))
                .switchIfEmpty(Mono.defer(
                        () -> letters.send(Kind.NO_ACCOUNT, email.text(), visitor.locale(), "/account/sign-up")
                                .thenReturn(true)))
                .then();
    }

    private Mono<Void> mailLink(Account account, Visitor visitor) {
        return audit.record(Event.RESET_REQUESTED, account.id(), visitor)
                .then(links.issue(
                        Purpose.RESET, MailedLink.ofAccount(account.id(), account.email()), properties.resetWithin()))
                .flatMap(token -> letters.send(
                        Kind.RESET,
                        account.email(),
                        visitor.locale(),
                        "/account/reset?token=" + token.text(),
                        account.name(),
                        properties.resetWithin().toMinutes()));
    }
}
