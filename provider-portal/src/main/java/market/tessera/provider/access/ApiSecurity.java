package market.tessera.provider.access;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.authentication.ServerAuthenticationEntryPointFailureHandler;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The API is for programs: every request brings its key, no session counts, so no other site can make a browser call it. */
@EnableWebFluxSecurity
@Configuration(proxyBeanMethods = false)
class ApiSecurity {
    private static final String BEARER = "Bearer ";

    @Bean
    @Order(0)
    SecurityWebFilterChain api(ServerHttpSecurity http, ApiKeys keys, JsonMapper json) {
        ServerAuthenticationEntryPoint refusal = (exchange, failure) -> refuse(exchange, failure, json);
        return http.securityMatcher(new PathPatternParserServerWebExchangeMatcher("/api/**"))
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .addFilterAt(keyFilter(keys, refusal), SecurityWebFiltersOrder.AUTHENTICATION)
                .exceptionHandling(handling -> handling.authenticationEntryPoint(refusal))
                .authorizeExchange(paths -> paths.anyExchange().authenticated())
                .build();
    }

    private static AuthenticationWebFilter keyFilter(ApiKeys keys, ServerAuthenticationEntryPoint refusal) {
        ReactiveAuthenticationManager check = attempt -> keys.callerWith(String.valueOf(attempt.getCredentials()))
                .<Authentication>map(
                        caller -> UsernamePasswordAuthenticationToken.authenticated(caller, null, java.util.List.of()))
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

    private static Mono<Void> refuse(ServerWebExchange exchange, AuthenticationException failure, JsonMapper json) {
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.UNAUTHORIZED,
                failure instanceof BadCredentialsException
                        ? "The API key is not valid, or was revoked."
                        : "This needs an API key: Authorization: Bearer KEY.");
        problem.setType(java.net.URI.create("https://tessera.market/problems/no-valid-key"));
        var response = exchange.getResponse();
        response.setStatusCode(HttpStatus.UNAUTHORIZED);
        response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"Tessera\"");
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(json.writeValueAsBytes(problem))));
    }
}
