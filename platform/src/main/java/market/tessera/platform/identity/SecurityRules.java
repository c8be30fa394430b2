package market.tessera.platform.identity;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.DefaultServerRedirectStrategy;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authentication.HttpStatusServerEntryPoint;
import org.springframework.security.web.server.csrf.CookieServerCsrfTokenRepository;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.web.server.ResponseStatusException;
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
    private final boolean secure;

    SecurityRules(SessionTokens tokens, String formAction, boolean secure) {
        this.tokens = tokens;
        this.formAction = formAction;
        this.secure = secure;
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
                        .accessDeniedHandler(SecurityRules::forbid)
                        .requireCsrfProtectionMatcher(exchange -> writes(exchange, machinePaths)))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(signIn(signInPage))
                        .accessDeniedHandler(SecurityRules::forbid))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(contentPolicy()))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN))
                        .hsts(hsts -> hsts.maxAge(Duration.ofDays(365)).includeSubdomains(true))
                        .permissionsPolicy(policy -> policy.policy("camera=(), microphone=(), geolocation=()")));
    }

    /** The prefix keeps other hosts of the same domain from planting a token of theirs. */
    private CookieServerCsrfTokenRepository csrfCookie() {
        var repository = new CookieServerCsrfTokenRepository();
        repository.setCookieName((secure ? "__Host-" : "") + "XSRF-TOKEN");
        repository.setCookieCustomizer(
                cookie -> cookie.httpOnly(true).secure(secure).sameSite("Lax").path("/"));
        return repository;
    }

    /** Leaves the answer to the error pages. */
    private static Mono<Void> forbid(ServerWebExchange exchange, AccessDeniedException refusal) {
        return Mono.error(new ResponseStatusException(HttpStatus.FORBIDDEN, null, refusal));
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
        redirect.setHttpStatus(HttpStatus.SEE_OTHER);
        var refuse = new HttpStatusServerEntryPoint(HttpStatus.UNAUTHORIZED);
        return (exchange, refusal) -> isPage(exchange.getRequest())
                ? redirect.sendRedirect(
                        exchange,
                        URI.create(page + "?return="
                                + URLEncoder.encode(back(exchange.getRequest()), StandardCharsets.UTF_8)))
                : refuse.commence(exchange, refusal);
    }

    private static boolean isPage(ServerHttpRequest request) {
        return !request.getPath().value().startsWith("/api/")
                && !request.getHeaders().containsHeader("HX-Request")
                && (READS.contains(request.getMethod())
                        || request.getHeaders().getAccept().contains(MediaType.TEXT_HTML));
    }

    /** The page itself; of a form, the page that it was on. */
    private static String back(ServerHttpRequest request) {
        if (READS.contains(request.getMethod())) {
            return pathAndQuery(request.getURI());
        }
        var from = request.getHeaders().getFirst(HttpHeaders.REFERER);
        return LocalPath.of(from == null ? null : from.replaceFirst("^https?://[^/]+", ""), "/");
    }

    private static String pathAndQuery(URI address) {
        return address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
    }

    private String contentPolicy() {
        return "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' "
                + formAction;
    }
}
