package market.tessera.storefront.account.profile;

import java.util.UUID;
import market.tessera.platform.identity.Passwords;
import market.tessera.storefront.account.Account;
import market.tessera.storefront.account.SecurityAudit;
import market.tessera.storefront.account.SecurityAudit.Event;
import market.tessera.storefront.account.Visitor;
import market.tessera.storefront.account.session.SetPassword;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Gives an account another password, at the wish of its signed-in owner. */
@Service
class ChangePassword {
    private final Passwords passwords;
    private final SetPassword setPassword;
    private final SecurityAudit audit;
    private final TransactionalOperator transaction;

    ChangePassword(
            Passwords passwords, SetPassword setPassword, SecurityAudit audit, TransactionalOperator transaction) {
        this.passwords = passwords;
        this.setPassword = setPassword;
        this.audit = audit;
        this.transaction = transaction;
    }

    Mono<Account> change(UUID account, String password, Visitor visitor) {
        return passwords
                .hash(password)
                .flatMap(hash -> setPassword
                        .set(account, hash, visitor)
                        .delayUntil(changed -> audit.record(Event.PASSWORD_CHANGED, changed.id(), visitor))
                        .as(transaction::transactional));
    }
}
