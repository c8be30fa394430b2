package market.tessera.storefront.account.session;

import java.util.UUID;
import market.tessera.platform.identity.Token;
import market.tessera.storefront.account.Account;
import market.tessera.storefront.account.Accounts;
import market.tessera.storefront.account.SecurityAudit;
import market.tessera.storefront.account.SecurityAudit.Event;
import market.tessera.storefront.account.Visitor;
import market.tessera.storefront.account.session.SessionCookies.Refresh;
import org.springframework.stereotype.Service;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Signs a browser in again by its refresh token. The token changes each time; one that was used before ends the session, because then two
 * hold it and one of them stole it.
 */
@Service
class RenewSession {
    private final Sessions sessions;
    private final Accounts accounts;
    private final SessionCookies cookies;
    private final SecurityAudit audit;

    RenewSession(Sessions sessions, Accounts accounts, SessionCookies cookies, SecurityAudit audit) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.cookies = cookies;
        this.audit = audit;
    }

    /** Whether the browser is signed in now. */
    Mono<Boolean> renew(ServerWebExchange exchange) {
        return Mono.justOrEmpty(cookies.refresh(exchange.getRequest()))
                .flatMap(refresh -> rotate(refresh, exchange)
                        .switchIfEmpty(Mono.defer(() -> otherTab(refresh, exchange)))
                        .switchIfEmpty(Mono.defer(() -> end(refresh, exchange))))
                .hasElement();
    }

    private Mono<Account> rotate(Refresh refresh, ServerWebExchange exchange) {
        var next = Token.random();
        return sessions.rotate(refresh.session(), refresh.token(), next)
                .flatMap(account -> signIn(account, refresh, exchange))
                .doOnNext(_ -> cookies.remember(exchange.getResponse(), refresh.session(), next));
    }

    private Mono<Account> otherTab(Refresh refresh, ServerWebExchange exchange) {
        return sessions.justRotated(refresh.session(), refresh.token())
                .flatMap(account -> signIn(account, refresh, exchange));
    }

    private Mono<Account> signIn(UUID account, Refresh refresh, ServerWebExchange exchange) {
        return accounts.byId(account)
                .doOnNext(found -> cookies.signIn(exchange.getResponse(), found, refresh.session()));
    }

    private Mono<Account> end(Refresh refresh, ServerWebExchange exchange) {
        cookies.forget(exchange.getResponse());
        return sessions.endIfGood(refresh.session())
                .flatMap(account -> audit.record(Event.REFRESH_TOKEN_REUSED, account, Visitor.of(exchange)))
                .then(Mono.empty());
    }
}
