package market.tessera.checkout.ags;

import java.util.Set;
import market.tessera.checkout.client.TokenAnswer;
import market.tessera.checkout.lti.LtiScope;
import market.tessera.platform.outbound.Unreachable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The token endpoint (RFC 6749, section 4.4, with a client assertion). */
@RestController
class TokenApi {
    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final ClientAssertions assertions;
    private final AccessTokens tokens;

    TokenApi(ClientAssertions assertions, AccessTokens tokens) {
        this.assertions = assertions;
        this.tokens = tokens;
    }

    @PostMapping(path = "/lti/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Mono<ResponseEntity<?>> token(ServerWebExchange exchange) {
        return exchange.getFormData().flatMap(this::answer);
    }

    private Mono<ResponseEntity<?>> answer(MultiValueMap<String, String> form) {
        if (!"client_credentials".equals(form.getFirst("grant_type"))) {
            return Mono.just(TokenAnswer.refused(HttpStatus.BAD_REQUEST, "unsupported_grant_type"));
        }
        var assertion = form.getFirst("client_assertion");
        if (!ASSERTION_TYPE.equals(form.getFirst("client_assertion_type")) || assertion == null) {
            return Mono.just(TokenAnswer.refused(HttpStatus.BAD_REQUEST, "invalid_request"));
        }
        var wanted = form.getFirst("scope");
        var scopes = wanted == null ? Set.<LtiScope>of() : AccessTokens.scopes(wanted);
        if (scopes.isEmpty()) {
            return Mono.just(TokenAnswer.refused(HttpStatus.BAD_REQUEST, "invalid_scope"));
        }
        return assertions
                .verify(assertion)
                .onErrorResume(Unreachable.class, _ -> Mono.empty())
                .flatMap(tool -> tokens.issue(tool.clientId(), scopes))
                .<ResponseEntity<?>>map(token -> granted(token, scopes))
                .defaultIfEmpty(TokenAnswer.refused(HttpStatus.UNAUTHORIZED, "invalid_client"));
    }

    private static ResponseEntity<TokenAnswer> granted(String token, Set<LtiScope> scopes) {
        var words = scopes.stream().map(LtiScope::uri).toList();
        return TokenAnswer.granted(token, AccessTokens.LIFETIME, words);
    }
}
