package market.tessera.storefront.account.recovery;

import java.util.Objects;
import market.tessera.platform.identity.Token;
import market.tessera.storefront.account.Account;
import market.tessera.storefront.account.SecurityAudit;
import market.tessera.storefront.account.SecurityAudit.Event;
import market.tessera.storefront.account.Visitor;
import market.tessera.storefront.account.link.MailedLink;
import market.tessera.storefront.account.link.MailedLinks;
import market.tessera.storefront.account.link.MailedLinks.Purpose;
import market.tessera.storefront.account.session.SetPassword;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Follows the link of a forgotten password. */
@Service
class ResetPassword {
    private final MailedLinks links;
    private final SetPassword setPassword;
    private final SecurityAudit audit;
    private final TransactionalOperator transaction;

    ResetPassword(MailedLinks links, SetPassword setPassword, SecurityAudit audit, TransactionalOperator transaction) {
        this.links = links;
        this.setPassword = setPassword;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** Whose link it is; empty if it does not work (any more). */
    Mono<MailedLink> look(Token token) {
        return links.find(Purpose.RESET, token);
    }

    /** Empty if the link has been followed in the meantime. */
    Mono<Account> reset(Token token, String passwordHash, Visitor visitor) {
        return links.follow(Purpose.RESET, token)
                .flatMap(link -> setPassword.set(Objects.requireNonNull(link.account()), passwordHash, visitor))
                .delayUntil(account -> audit.record(Event.PASSWORD_RESET, account.id(), visitor))
                .as(transaction::transactional);
    }
}
