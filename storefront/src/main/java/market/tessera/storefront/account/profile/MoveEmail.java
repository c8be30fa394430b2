package market.tessera.storefront.account.profile;

import java.util.Objects;
import market.tessera.platform.identity.Token;
import market.tessera.storefront.account.Account;
import market.tessera.storefront.account.AccountLetters;
import market.tessera.storefront.account.AccountLetters.Kind;
import market.tessera.storefront.account.Accounts;
import market.tessera.storefront.account.SecurityAudit;
import market.tessera.storefront.account.SecurityAudit.Event;
import market.tessera.storefront.account.Visitor;
import market.tessera.storefront.account.link.MailedLink;
import market.tessera.storefront.account.link.MailedLinks;
import market.tessera.storefront.account.link.MailedLinks.Purpose;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Gives an account the address that was proven by following the mailed link, and tells the former address. */
@Service
class MoveEmail {
    private final Accounts accounts;
    private final MailedLinks links;
    private final AccountLetters letters;
    private final SecurityAudit audit;
    private final TransactionalOperator transaction;

    MoveEmail(
            Accounts accounts,
            MailedLinks links,
            AccountLetters letters,
            SecurityAudit audit,
            TransactionalOperator transaction) {
        this.accounts = accounts;
        this.links = links;
        this.letters = letters;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** The address that the link would give to its account. */
    Mono<MailedLink> look(Token token) {
        return links.find(Purpose.CHANGE, token);
    }

    /** Empty if the link has been followed in the meantime or the address has got an account of its own. */
    Mono<Account> move(Token token, Visitor visitor) {
        return links.follow(Purpose.CHANGE, token)
                .flatMap(link -> accounts.byId(Objects.requireNonNull(link.account()))
                        .flatMap(former -> move(former, link.email(), visitor)))
                .as(transaction::transactional)
                .onErrorComplete(DuplicateKeyException.class);
    }

    private Mono<Account> move(Account former, String email, Visitor visitor) {
        return accounts.move(former.id(), email)
                .delayUntil(moved -> links.withdrawAll(moved.id()))
                .delayUntil(moved -> audit.record(Event.EMAIL_CHANGED, moved.id(), visitor))
                .delayUntil(moved -> letters.send(
                        Kind.EMAIL_CHANGED, former.email(), visitor.locale(), null, moved.name(), moved.email()));
    }
}
