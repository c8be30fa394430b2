package market.tessera.provider.access;

import java.net.URI;
import market.tessera.platform.quota.Policy;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Refuses requests before they reach a controller, as problem details and with the challenge of RFC 6750. */
@Component
class Refusals {
    private final JsonMapper json;

    Refusals(JsonMapper json) {
        this.json = json;
    }

    Mono<Void> noValidKey(ServerWebExchange exchange, AuthenticationException failure) {
        return refuse(
                exchange,
                HttpStatus.UNAUTHORIZED,
                "no-valid-key",
                failure instanceof BadCredentialsException
                        ? "The API key is not valid, has expired, or was revoked."
                        : "This needs an API key: Authorization: Bearer KEY.",
                "Bearer realm=\"Tessera\"");
    }

    Mono<Void> missingScope(ServerWebExchange exchange) {
        return refuse(
                exchange,
                HttpStatus.FORBIDDEN,
                "insufficient-scope",
                "The API key does not have the scope that this needs.",
                "Bearer realm=\"Tessera\", error=\"insufficient_scope\"");
    }

    Mono<Void> tooMany(ServerWebExchange exchange, Policy policy) {
        return refuse(
                exchange,
                HttpStatus.TOO_MANY_REQUESTS,
                "too-many-requests",
                "More than %d requests with this key in %d seconds."
                        .formatted(policy.quota(), policy.window().toSeconds()));
    }

    private Mono<Void> refuse(
            ServerWebExchange exchange, HttpStatus status, String type, String detail, String challenge) {
        exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, challenge);
        return refuse(exchange, status, type, detail);
    }

    private Mono<Void> refuse(ServerWebExchange exchange, HttpStatus status, String type, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("https://tessera.market/problems/" + type));
        var response = exchange.getResponse();
        response.setStatusCode(status);
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(json.writeValueAsBytes(problem))));
    }
}
