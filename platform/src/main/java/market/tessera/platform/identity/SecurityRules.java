package market.tessera.platform.identity;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.DefaultServerRedirectStrategy;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authentication.HttpStatusServerEntryPoint;
import org.springframework.security.web.server.csrf.CookieServerCsrfTokenRepository;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * What the security of every application has in common: sessions from tokens, CSRF tokens on everything a browser posts, strict headers.
 * An application adds which of its paths need whom.
 */
public final class SecurityRules {
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final SessionTokens tokens;
    private final String formAction;

    SecurityRules(SessionTokens tokens, String formAction) {
        this.tokens = tokens;
        this.formAction = formAction;
    }

    /**
     * @param kind whose sessions this application accepts
     * @param signInPage where a browser is sent when a page needs a session; {@code ?return=} is added
     * @param machinePaths requests of other programs, which bring their own proof (API keys, signatures) and so need no CSRF token
     */
    public ServerHttpSecurity apply(
            ServerHttpSecurity http, Person.Kind kind, String signInPage, ServerWebExchangeMatcher machinePaths) {
        return http.securityContextRepository(new SessionContextRepository(tokens, kind))
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .csrf(csrf -> csrf.csrfTokenRepository(csrfCookie())
                        .requireCsrfProtectionMatcher(exchange -> writes(exchange, machinePaths)))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(signIn(signInPage)))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(contentPolicy()))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN))
                        .hsts(hsts -> hsts.maxAge(Duration.ofDays(365)).includeSubdomains(true))
                        .permissionsPolicy(policy -> policy.policy("camera=(), microphone=(), geolocation=()")));
    }

    private static CookieServerCsrfTokenRepository csrfCookie() {
        var repository = new CookieServerCsrfTokenRepository();
        repository.setCookieCustomizer(
                cookie -> cookie.httpOnly(true).sameSite("Lax").path("/"));
        return repository;
    }

    private static Mono<ServerWebExchangeMatcher.MatchResult> writes(
            ServerWebExchange exchange, ServerWebExchangeMatcher machinePaths) {
        if (READS.contains(exchange.getRequest().getMethod())) {
            return ServerWebExchangeMatcher.MatchResult.notMatch();
        }
        return machinePaths
                .matches(exchange)
                .flatMap(result -> result.isMatch()
                        ? ServerWebExchangeMatcher.MatchResult.notMatch()
                        : ServerWebExchangeMatcher.MatchResult.match());
    }

    private static ServerAuthenticationEntryPoint signIn(String page) {
        var redirect = new DefaultServerRedirectStrategy();
        var refuse = new HttpStatusServerEntryPoint(HttpStatus.UNAUTHORIZED);
        return (exchange, refusal) -> {
            var request = exchange.getRequest();
            if (!READS.contains(request.getMethod())
                    || request.getPath().value().startsWith("/api/")) {
                return refuse.commence(exchange, refusal);
            }
            var back = request.getURI().getRawPath()
                    + (request.getURI().getRawQuery() == null
                            ? ""
                            : "?" + request.getURI().getRawQuery());
            return redirect.sendRedirect(
                    exchange, URI.create(page + "?return=" + URLEncoder.encode(back, StandardCharsets.UTF_8)));
        };
    }

    private String contentPolicy() {
        return "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' "
                + formAction;
    }
}
