package market.tessera.storefront.account.session;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import market.tessera.platform.identity.SessionTokens.Session;
import market.tessera.storefront.account.Account;
import market.tessera.storefront.account.Accounts;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpCookie;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.stereotype.Component;
import org.springframework.util.CollectionUtils;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Keeps session tokens fresh while they are used, and takes those away whose session has ended. The record of the session is looked at when
 * a token is a few minutes old, and always before pages about the account itself. Runs before the security chain reads the token.
 */
@Component
@Order(SessionFilter.BEFORE_SECURITY)
class SessionFilter implements WebFilter {
    /** The chain that {@link EnableWebFluxSecurity} makes is at -100. */
    static final int BEFORE_SECURITY = -110;

    private static final Duration FRESH = Duration.ofMinutes(5);

    private final Sessions sessions;
    private final Accounts accounts;
    private final SessionCookies cookies;
    private final Clock clock;

    SessionFilter(Sessions sessions, Accounts accounts, SessionCookies cookies, Clock clock) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.cookies = cookies;
        this.clock = clock;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.justOrEmpty(cookies.session(exchange.getRequest()))
                .filter(session -> isStale(session) || isPersonal(exchange))
                .flatMap(session -> checked(session, exchange))
                .defaultIfEmpty(exchange)
                .flatMap(chain::filter);
    }

    private boolean isStale(Session session) {
        return session.issuedAt().plus(FRESH).isBefore(clock.instant());
    }

    private static boolean isPersonal(ServerWebExchange exchange) {
        return exchange.getRequest().getPath().value().startsWith("/account");
    }

    /** The request as it is if the session goes on; without its token if the session has ended. */
    private Mono<ServerWebExchange> checked(Session session, ServerWebExchange exchange) {
        return Mono.justOrEmpty(session.id())
                .flatMap(id -> alive(id).doOnNext(account -> renew(session, id, account, exchange)))
                .map(_ -> exchange)
                .switchIfEmpty(Mono.fromSupplier(() -> signedOut(exchange)))
                .onErrorResume(
                        DataAccessException.class,
                        outage -> isPersonal(exchange) ? Mono.error(outage) : Mono.just(exchange));
    }

    private Mono<Account> alive(UUID session) {
        return sessions.touch(session).flatMap(accounts::byId);
    }

    private void renew(Session session, UUID id, Account account, ServerWebExchange exchange) {
        if (isStale(session)) {
            cookies.signIn(exchange.getResponse(), account, id);
        }
    }

    private ServerWebExchange signedOut(ServerWebExchange exchange) {
        cookies.forget(exchange.getResponse());
        var without = new LinkedMultiValueMap<>(exchange.getRequest().getCookies());
        without.remove(cookies.sessionCookieName());
        return exchange.mutate()
                .request(new ServerHttpRequestDecorator(exchange.getRequest()) {
                    @Override
                    public MultiValueMap<String, HttpCookie> getCookies() {
                        return CollectionUtils.unmodifiableMultiValueMap(without);
                    }
                })
                .build();
    }
}
