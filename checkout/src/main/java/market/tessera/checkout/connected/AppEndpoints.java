package market.tessera.checkout.connected;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URLDecoder;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import market.tessera.checkout.connected.AppGrants.Tokens;
import market.tessera.checkout.sql.NullCharacters;
import market.tessera.platform.identity.Network;
import market.tessera.platform.identity.Throttle;
import market.tessera.platform.identity.Token;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;

/** How applications register themselves (RFC 7591), get tokens (RFC 6749, 7636) and give them back (RFC 7009). */
@RestController
class AppEndpoints {
    private static final String OAUTH = "/ims/ob/v3p0/oauth";
    private static final int LONGEST_NAME = 100;
    private static final int MOST_ADDRESSES = 5;
    /** In an hour, of one network. */
    private static final int REGISTRATIONS = 20;

    private final AppClients clients;
    private final AppGrants grants;
    private final Throttle throttle;
    private final Clock clock;

    AppEndpoints(AppClients clients, AppGrants grants, Throttle throttle, Clock clock) {
        this.clients = clients;
        this.grants = grants;
        this.throttle = throttle;
        this.clock = clock;
    }

    /** What is not told here is not used. */
    record Registration(
            @JsonProperty("client_name") @Nullable String name,
            @JsonProperty("client_uri") @Nullable String home,
            @JsonProperty("redirect_uris") @Nullable List<String> redirectUris) {
        Optional<AppClient> client() {
            var uris = redirectUris == null ? List.<String>of() : redirectUris;
            return name == null
                            || name.isBlank()
                            || NullCharacters.in(name)
                            || name.length() > LONGEST_NAME
                            || uris.isEmpty()
                            || uris.size() > MOST_ADDRESSES
                            || uris.stream().anyMatch(Objects::isNull)
                            || !uris.stream().allMatch(AppClient::mayBeSentTo)
                            || (home != null && !AppClient.mayBeSentTo(home))
                    ? Optional.empty()
                    : Optional.of(new AppClient("", name.strip(), home, uris));
        }
    }

    @PostMapping(path = OAUTH + "/register", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Map<String, ?>>> register(@RequestBody Registration wanted, ServerWebExchange exchange) {
        return throttle.take("app:network", Network.of(exchange.getRequest().getRemoteAddress()), REGISTRATIONS)
                .flatMap(free -> !free
                        ? Mono.just(refused(HttpStatus.TOO_MANY_REQUESTS, "temporarily_unavailable"))
                        : Mono.justOrEmpty(wanted.client())
                                .flatMap(clients::register)
                                .map(this::registered)
                                .defaultIfEmpty(refused(HttpStatus.BAD_REQUEST, "invalid_client_metadata")));
    }

    /** As the specification has it (RFC 7591, section 3.2.2), where problem details would be usual. */
    @ExceptionHandler(ServerWebInputException.class)
    ResponseEntity<Map<String, ?>> unreadable() {
        return refused(HttpStatus.BAD_REQUEST, "invalid_client_metadata");
    }

    private ResponseEntity<Map<String, ?>> registered(AppClients.Registered registered) {
        var client = registered.client();
        var answer = new LinkedHashMap<String, Object>();
        answer.put("client_id", client.id());
        answer.put("client_secret", registered.secret().text());
        answer.put("client_id_issued_at", clock.instant().getEpochSecond());
        answer.put("client_secret_expires_at", 0);
        answer.put("client_name", client.name());
        if (client.home() != null) {
            answer.put("client_uri", client.home());
        }
        answer.put("redirect_uris", client.redirectUris());
        answer.put("token_endpoint_auth_method", "client_secret_basic");
        answer.put("grant_types", List.of("authorization_code", "refresh_token"));
        answer.put("response_types", List.of("code"));
        answer.put("scope", AppScope.text(List.of(AppScope.values())));
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(answer);
    }

    @PostMapping(path = OAUTH + "/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Mono<ResponseEntity<Map<String, ?>>> token(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization,
            ServerWebExchange exchange) {
        return client(authorization)
                .flatMap(client -> exchange.getFormData().flatMap(form -> token(client, form)))
                .defaultIfEmpty(unknownClient());
    }

    @PostMapping(path = OAUTH + "/revoke", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Mono<ResponseEntity<Map<String, ?>>> revoke(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization,
            ServerWebExchange exchange) {
        return client(authorization)
                .flatMap(client -> exchange.getFormData()
                        .flatMap(form -> grants.revoke(client, new Token(value(form, "token"))))
                        .then(Mono.<ResponseEntity<Map<String, ?>>>fromSupplier(
                                () -> ResponseEntity.ok().build())))
                .defaultIfEmpty(unknownClient());
    }

    private Mono<ResponseEntity<Map<String, ?>>> token(String client, MultiValueMap<String, String> form) {
        return switch (value(form, "grant_type")) {
            case "authorization_code" ->
                granted(grants.redeem(
                        client,
                        new Token(value(form, "code")),
                        value(form, "redirect_uri"),
                        value(form, "code_verifier")));
            case "refresh_token" -> granted(grants.refresh(client, new Token(value(form, "refresh_token"))));
            default -> Mono.just(refused(HttpStatus.BAD_REQUEST, "unsupported_grant_type"));
        };
    }

    private static Mono<ResponseEntity<Map<String, ?>>> granted(Mono<Tokens> tokens) {
        return tokens.map(AppEndpoints::answer).defaultIfEmpty(refused(HttpStatus.BAD_REQUEST, "invalid_grant"));
    }

    private static ResponseEntity<Map<String, ?>> answer(Tokens tokens) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("access_token", tokens.access().text());
        answer.put("token_type", "Bearer");
        answer.put("expires_in", AppGrants.ACCESS.toSeconds());
        answer.put("scope", AppScope.text(tokens.scopes()));
        tokens.refresh().ifPresent(token -> answer.put("refresh_token", token.text()));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer);
    }

    /** The application whose secret a request brings (RFC 6749, section 2.3.1). */
    private Mono<String> client(String authorization) {
        return Mono.justOrEmpty(basic(authorization))
                .filterWhen(pair -> clients.proves(decoded(pair[0]), new Token(decoded(pair[1]))))
                .map(pair -> decoded(pair[0]));
    }

    private static Optional<String[]> basic(String authorization) {
        try {
            return Optional.of(authorization)
                    .filter(header -> header.startsWith("Basic "))
                    .map(header -> new String(Base64.getDecoder().decode(header.substring(6)), UTF_8).split(":", 2))
                    .filter(pair -> pair.length == 2);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replaceAll("%(?![0-9a-fA-F]{2})", "%25"), UTF_8);
    }

    private static String value(MultiValueMap<String, String> form, String name) {
        return Optional.ofNullable(form.getFirst(name))
                .filter(text -> !NullCharacters.in(text))
                .orElse("");
    }

    private static ResponseEntity<Map<String, ?>> unknownClient() {
        return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"badges\"")
                .cacheControl(CacheControl.noStore())
                .body(Map.of("error", "invalid_client"));
    }

    private static ResponseEntity<Map<String, ?>> refused(HttpStatus status, String error) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .body(Map.of("error", error));
    }
}
