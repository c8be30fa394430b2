package market.tessera.storefront.account.session;

import market.tessera.platform.identity.Token;
import market.tessera.storefront.account.Account;
import market.tessera.storefront.account.Visitor;
import org.springframework.stereotype.Service;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Signs a browser in as a learner who has just proven to be that learner. A session that the browser had before ends. */
@Service
public class StartSession {
    private final Sessions sessions;
    private final SessionCookies cookies;

    StartSession(Sessions sessions, SessionCookies cookies) {
        this.sessions = sessions;
        this.cookies = cookies;
    }

    public Mono<Void> start(Account account, ServerWebExchange exchange) {
        var refresh = Token.random();
        return endFormer(exchange)
                .then(sessions.open(account.id(), refresh, Visitor.of(exchange)))
                .doOnNext(session -> {
                    cookies.signIn(exchange.getResponse(), account, session);
                    cookies.remember(exchange.getResponse(), session, refresh);
                })
                .then();
    }

    private Mono<Void> endFormer(ServerWebExchange exchange) {
        return Mono.justOrEmpty(cookies.refresh(exchange.getRequest()))
                .filterWhen(former -> sessions.holds(former.session(), former.token()))
                .flatMap(former -> sessions.end(former.session()))
                .then();
    }
}
