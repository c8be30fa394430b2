package market.tessera.storefront.account.session;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import market.tessera.platform.identity.Person.Kind;
import market.tessera.platform.identity.SessionTokens;
import market.tessera.platform.identity.Token;
import market.tessera.storefront.account.Account;
import market.tessera.storefront.account.AccountProperties;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;

/**
 * What a signed-in browser holds: the short-lived session token, which every application reads, and the refresh token, which is only ever
 * sent to the pages under {@code /account}.
 */
@Component
class SessionCookies {
    private static final String PATH = "/account";

    private final SessionTokens tokens;
    private final AccountProperties properties;
    private final boolean secure;

    SessionCookies(
            SessionTokens tokens,
            AccountProperties properties,
            @Value("${tessera.identity.secure-cookies:true}") boolean secure) {
        this.tokens = tokens;
        this.properties = properties;
        this.secure = secure;
    }

    /** Which session a browser says it has, and what it shows for it. */
    record Refresh(UUID session, Token token) {}

    void signIn(ServerHttpResponse response, Account account, UUID session) {
        set(response, tokens.signIn(account.person(), session));
    }

    void remember(ServerHttpResponse response, UUID session, Token token) {
        set(response, refresh(session + "." + token.text(), properties.staySignedIn()));
    }

    void forget(ServerHttpResponse response) {
        set(response, tokens.signOut(Kind.LEARNER));
        set(response, refresh("", Duration.ZERO));
    }

    Optional<SessionTokens.Session> session(ServerHttpRequest request) {
        return tokens.read(request, Kind.LEARNER);
    }

    String sessionCookieName() {
        return tokens.signOut(Kind.LEARNER).getName();
    }

    Optional<Refresh> refresh(ServerHttpRequest request) {
        var cookie = request.getCookies().getFirst(refreshName());
        return cookie == null ? Optional.empty() : parse(cookie.getValue());
    }

    private static Optional<Refresh> parse(String value) {
        var dot = value.indexOf('.');
        try {
            return dot < 0
                    ? Optional.empty()
                    : Optional.of(
                            new Refresh(UUID.fromString(value.substring(0, dot)), new Token(value.substring(dot + 1))));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private ResponseCookie refresh(String value, Duration age) {
        return ResponseCookie.from(refreshName(), value)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax")
                .path(PATH)
                .maxAge(age)
                .build();
    }

    private String refreshName() {
        return (secure ? "__Secure-" : "") + "tessera_refresh";
    }

    private static void set(ServerHttpResponse response, ResponseCookie cookie) {
        response.getCookies().set(cookie.getName(), cookie);
    }
}
