package market.tessera.storefront.account.profile;

import java.util.UUID;
import market.tessera.storefront.account.Account;
import market.tessera.storefront.account.AccountLetters;
import market.tessera.storefront.account.AccountLetters.Kind;
import market.tessera.storefront.account.Accounts;
import market.tessera.storefront.account.SecurityAudit;
import market.tessera.storefront.account.SecurityAudit.Event;
import market.tessera.storefront.account.Visitor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Closes an account and tells the others and its owner. */
@Service
class CloseAccount {
    private final Accounts accounts;
    private final SecurityAudit audit;
    private final AccountLetters letters;
    private final TransactionalOperator transaction;

    CloseAccount(Accounts accounts, SecurityAudit audit, AccountLetters letters, TransactionalOperator transaction) {
        this.accounts = accounts;
        this.audit = audit;
        this.letters = letters;
        this.transaction = transaction;
    }

    /** @param badgesToo whether nobody is to be shown its badges any more */
    Mono<Account> close(UUID account, boolean badgesToo, Visitor visitor) {
        return accounts.close(account, badgesToo)
                .delayUntil(closed -> audit.record(Event.ACCOUNT_CLOSED, closed.id(), visitor))
                .delayUntil(closed -> letters.send(Kind.CLOSED, closed.email(), visitor.locale(), null, closed.name()))
                .as(transaction::transactional);
    }
}
