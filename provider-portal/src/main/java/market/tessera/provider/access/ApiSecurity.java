package market.tessera.provider.access;

import java.util.Arrays;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.authentication.ServerAuthenticationEntryPointFailureHandler;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The API is for programs: every request brings its key, no session counts, so no other site can make a browser call it. */
@EnableWebFluxSecurity
@EnableConfigurationProperties(ApiQuota.Terms.class)
@Configuration(proxyBeanMethods = false)
class ApiSecurity {
    private static final String BEARER = "Bearer ";
    private static final String OFFERINGS = "/api/v1/provider/offerings";
    private static final String DETAILS = "/api/v1/provider/details";
    private static final String PATHWAYS = "/api/v1/provider/pathways";

    @Bean
    @Order(0)
    SecurityWebFilterChain api(ServerHttpSecurity http, ApiKeys keys, Refusals refusals, ApiQuota.Terms terms) {
        ServerAuthenticationEntryPoint refusal = refusals::noValidKey;
        return http.securityMatcher(new PathPatternParserServerWebExchangeMatcher("/api/**"))
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .addFilterAt(keyFilter(keys, refusal), SecurityWebFiltersOrder.AUTHENTICATION)
                .addFilterAfter(new ApiQuota(terms, refusals), SecurityWebFiltersOrder.AUTHENTICATION)
                .exceptionHandling(handling -> handling.authenticationEntryPoint(refusal)
                        .accessDeniedHandler((exchange, _) -> refusals.missingScope(exchange)))
                .authorizeExchange(ApiSecurity::rules)
                .build();
    }

    /** Which path needs which scope; the roles that a scope stands for decide about the rest. */
    private static void rules(ServerHttpSecurity.AuthorizeExchangeSpec paths) {
        paths.pathMatchers(HttpMethod.GET, "/api/v1/provider/openapi.json")
                .permitAll()
                .pathMatchers("/api/v1/imports/**")
                .hasAnyAuthority(names(Scope.IMPORT))
                .pathMatchers("/api/v1/provider/enrollments/**")
                .hasAnyAuthority(names(Scope.ENROLLMENT))
                .pathMatchers(HttpMethod.GET, DETAILS)
                .hasAnyAuthority(names(Scope.READ, Scope.WRITE, Scope.REVIEW, Scope.DETAILS))
                .pathMatchers(DETAILS)
                .hasAnyAuthority(names(Scope.DETAILS))
                .pathMatchers(HttpMethod.GET, OFFERINGS + "/**", PATHWAYS + "/**")
                .hasAnyAuthority(names(Scope.READ, Scope.WRITE, Scope.REVIEW))
                .pathMatchers(
                        OFFERINGS + "/*/approve",
                        OFFERINGS + "/*/request-changes",
                        OFFERINGS + "/*/publish",
                        OFFERINGS + "/*/unschedule",
                        OFFERINGS + "/*/withdraw",
                        PATHWAYS + "/*/approve",
                        PATHWAYS + "/*/request-changes",
                        PATHWAYS + "/*/publish",
                        PATHWAYS + "/*/unschedule",
                        PATHWAYS + "/*/withdraw")
                .hasAnyAuthority(names(Scope.REVIEW))
                .pathMatchers(
                        OFFERINGS + "/**", PATHWAYS + "/**", "/api/v1/provider/pictures", "/api/v1/provider/documents")
                .hasAnyAuthority(names(Scope.WRITE))
                .anyExchange()
                .authenticated();
    }

    private static String[] names(Scope... scopes) {
        return Arrays.stream(scopes).map(Scope::name).toArray(String[]::new);
    }

    private static AuthenticationWebFilter keyFilter(ApiKeys keys, ServerAuthenticationEntryPoint refusal) {
        ReactiveAuthenticationManager check = attempt -> keys.callerWith(String.valueOf(attempt.getCredentials()))
                .<Authentication>map(caller -> UsernamePasswordAuthenticationToken.authenticated(
                        caller,
                        null,
                        caller.scopes().stream()
                                .map(scope -> new SimpleGrantedAuthority(scope.name()))
                                .toList()))
                .switchIfEmpty(Mono.error(() -> new BadCredentialsException("The API key is not valid")));
        var filter = new AuthenticationWebFilter(check);
        filter.setServerAuthenticationConverter(ApiSecurity::key);
        filter.setAuthenticationFailureHandler(new ServerAuthenticationEntryPointFailureHandler(refusal));
        return filter;
    }

    private static Mono<Authentication> key(ServerWebExchange exchange) {
        return Mono.justOrEmpty(exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> UsernamePasswordAuthenticationToken.unauthenticated(
                        "", header.substring(BEARER.length()).strip()));
    }
}
