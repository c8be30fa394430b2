package market.tessera.storefront.account.registration;

import java.time.Clock;
import java.util.Objects;
import market.tessera.platform.identity.Token;
import market.tessera.storefront.account.Account;
import market.tessera.storefront.account.Accounts;
import market.tessera.storefront.account.SecurityAudit;
import market.tessera.storefront.account.SecurityAudit.Event;
import market.tessera.storefront.account.Visitor;
import market.tessera.storefront.account.link.MailedLink;
import market.tessera.storefront.account.link.MailedLinks;
import market.tessera.storefront.account.link.MailedLinks.Purpose;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Opens the account of a learner who has followed the mailed link and chosen a password. */
@Service
class OpenAccount {
    private final Accounts accounts;
    private final MailedLinks links;
    private final SecurityAudit audit;
    private final TransactionalOperator transaction;
    private final Clock clock;

    OpenAccount(
            Accounts accounts, MailedLinks links, SecurityAudit audit, TransactionalOperator transaction, Clock clock) {
        this.accounts = accounts;
        this.links = links;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Who the link was mailed to; empty if it does not work (any more). */
    Mono<MailedLink> look(Token token) {
        return links.find(Purpose.CONFIRM, token);
    }

    /** Empty if the link has been followed in the meantime or the address has got an account by another one. */
    Mono<Account> open(Token token, String passwordHash, Visitor visitor) {
        return links.follow(Purpose.CONFIRM, token)
                .map(link ->
                        Account.open(link.email(), Objects.requireNonNull(link.name()), passwordHash, clock.instant()))
                .flatMap(accounts::open)
                .delayUntil(account -> audit.record(Event.ACCOUNT_OPENED, account.id(), visitor))
                .as(transaction::transactional);
    }
}
