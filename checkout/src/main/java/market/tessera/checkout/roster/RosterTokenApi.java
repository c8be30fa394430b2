package market.tessera.checkout.roster;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import market.tessera.checkout.client.BasicCredentials;
import market.tessera.checkout.client.SystemClient.Purpose;
import market.tessera.checkout.client.SystemClients;
import market.tessera.checkout.client.SystemTokens;
import market.tessera.checkout.client.TokenAnswer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The token endpoint (RFC 6749, section 4.4; 1EdTech Security Framework, section 4.1): id and secret come by HTTP Basic, as the framework has
 * it, or in the form.
 */
@RestController
class RosterTokenApi {
    private final SystemClients clients;
    private final SystemTokens tokens;

    RosterTokenApi(SystemClients clients, SystemTokens tokens) {
        this.clients = clients;
        this.tokens = tokens;
    }

    @PostMapping(path = "/ims/oneroster/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Mono<ResponseEntity<?>> token(ServerWebExchange exchange) {
        var header = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        return exchange.getFormData().flatMap(form -> answer(credentials(header, form), form));
    }

    private static Optional<BasicCredentials> credentials(@Nullable String header, MultiValueMap<String, String> form) {
        return BasicCredentials.read(header)
                .flatMap(BasicCredentials::decoded)
                .or(() -> Optional.ofNullable(form.getFirst("client_id"))
                        .map(id -> new BasicCredentials(
                                id, Objects.requireNonNullElse(form.getFirst("client_secret"), ""))));
    }

    private Mono<ResponseEntity<?>> answer(Optional<BasicCredentials> credentials, MultiValueMap<String, String> form) {
        if (!"client_credentials".equals(form.getFirst("grant_type"))) {
            return Mono.just(TokenAnswer.refused(HttpStatus.BAD_REQUEST, "unsupported_grant_type"));
        }
        var scopes = RosterScope.all(Objects.requireNonNullElse(form.getFirst("scope"), "")).stream()
                .map(RosterScope::uri)
                .collect(Collectors.toCollection(TreeSet::new));
        if (scopes.isEmpty()) {
            return Mono.just(TokenAnswer.refused(HttpStatus.BAD_REQUEST, "invalid_scope"));
        }
        return Mono.justOrEmpty(credentials)
                .flatMap(known -> clients.authenticate(known.user(), known.password(), Purpose.ONEROSTER))
                .flatMap(client -> tokens.issue(client, scopes))
                .<ResponseEntity<?>>map(token -> TokenAnswer.granted(token, SystemTokens.LIFETIME, scopes))
                .defaultIfEmpty(unknown());
    }

    private static ResponseEntity<?> unknown() {
        return TokenAnswer.answer(HttpStatus.UNAUTHORIZED)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"OneRoster\"")
                .body(Map.of("error", "invalid_client"));
    }
}
