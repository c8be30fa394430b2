package market.tessera.storefront.account.session;

import java.util.UUID;
import market.tessera.platform.identity.SessionTokens;
import market.tessera.storefront.account.Account;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** The session that a request belongs to. */
@Component
public class CurrentSession {
    private final SessionCookies cookies;

    CurrentSession(SessionCookies cookies) {
        this.cookies = cookies;
    }

    /** For pages that only signed-in learners reach. */
    public UUID of(ServerWebExchange exchange) {
        return cookies.session(exchange.getRequest())
                .map(SessionTokens.Session::id)
                .orElseThrow(() -> new IllegalStateException("Not signed in"));
    }

    public boolean isOf(UUID account, ServerWebExchange exchange) {
        return cookies.session(exchange.getRequest())
                .filter(session -> session.person().id().equals(account))
                .isPresent();
    }

    /** Lets the browser show at once who the account belongs to now. */
    public void update(ServerWebExchange exchange, Account account) {
        cookies.signIn(exchange.getResponse(), account, of(exchange));
    }

    /** Takes the cookies back; what they stand for has to be ended by the caller. */
    public void forget(ServerWebExchange exchange) {
        cookies.forget(exchange.getResponse());
    }
}
