package market.tessera.checkout.wallet;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import market.tessera.platform.identity.Network;
import market.tessera.platform.identity.Throttle;
import market.tessera.platform.identity.Token;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;

/** What wallets call: the offer, the token, the nonce, the credential (OpenID4VCI 1.0, sections 4, 6, 7 and 8). They run in browsers too, which ask first. */
@CrossOrigin
@RestController
class WalletEndpoints {
    private static final String BEARER = "Bearer ";
    /** In an hour, of one network; a wallet needs two calls for a badge. */
    private static final int PER_NETWORK = 600;

    private final WalletOffers offers;
    private final BindBadge bind;
    private final Throttle throttle;
    private final String origin;

    WalletEndpoints(
            WalletOffers offers, BindBadge bind, Throttle throttle, @Value("${tessera.public-url}") String origin) {
        this.offers = offers;
        this.bind = bind;
        this.throttle = throttle;
        this.origin = origin;
    }

    /** The address has the pre-authorized code in it, and so is as secret; the transaction code is told to the learner alone. */
    @GetMapping("/badges/wallet/offers/{code}")
    Mono<ResponseEntity<Map<String, ?>>> offer(@PathVariable String code) {
        return offers.isOpen(new Token(code))
                .filter(open -> open)
                .<ResponseEntity<Map<String, ?>>>map(_ -> answer(Map.of(
                        "credential_issuer",
                        origin,
                        "credential_configuration_ids",
                        Form.ids(),
                        "grants",
                        Map.of(
                                WalletMetadata.GRANT,
                                Map.of(
                                        "pre-authorized_code",
                                        code,
                                        "tx_code",
                                        Map.of("input_mode", "numeric", "length", WalletPages.DIGITS))))))
                .defaultIfEmpty(refused(HttpStatus.NOT_FOUND, "invalid_request"));
    }

    @PostMapping(path = "/badges/wallet/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Mono<ResponseEntity<Map<String, ?>>> token(ServerWebExchange exchange) {
        return exchange.getFormData().flatMap(this::token);
    }

    private Mono<ResponseEntity<Map<String, ?>>> token(MultiValueMap<String, String> form) {
        if (!WalletMetadata.GRANT.equals(form.getFirst("grant_type"))) {
            return Mono.just(refused(HttpStatus.BAD_REQUEST, "unsupported_grant_type"));
        }
        var code = form.getFirst("pre-authorized_code");
        var txCode = form.getFirst("tx_code");
        if (code == null || txCode == null) {
            return Mono.just(refused(HttpStatus.BAD_REQUEST, "invalid_request"));
        }
        return offers.take(new Token(code), txCode)
                .flatMap(offers::grant)
                .<ResponseEntity<Map<String, ?>>>map(token -> answer(Map.of(
                        "access_token",
                        token.text(),
                        "token_type",
                        "Bearer",
                        "expires_in",
                        WalletOffers.GRANTED.toSeconds())))
                .defaultIfEmpty(refused(HttpStatus.BAD_REQUEST, "invalid_grant"));
    }

    @PostMapping("/badges/wallet/nonce")
    Mono<ResponseEntity<Map<String, ?>>> nonce(ServerWebExchange exchange) {
        return throttle.take("wallet:network", Network.of(exchange.getRequest().getRemoteAddress()), PER_NETWORK)
                .filter(free -> free)
                .flatMap(_ -> offers.nonce())
                .<ResponseEntity<Map<String, ?>>>map(nonce -> answer(Map.of("c_nonce", nonce.text())))
                .defaultIfEmpty(refused(HttpStatus.TOO_MANY_REQUESTS, "slow_down"));
    }

    /** @param proofs of one key: a badge is one learner's */
    record Wanted(
            @JsonProperty("credential_configuration_id") @Nullable
            String configuration,

            @Nullable Proofs proofs) {

        record Proofs(@Nullable List<String> jwt) {}

        Optional<String> proof() {
            return Optional.ofNullable(proofs)
                    .map(Proofs::jwt)
                    .filter(jwts -> jwts.size() == 1)
                    .map(List::getFirst);
        }
    }

    @PostMapping(path = "/badges/wallet/credential", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Map<String, ?>>> credential(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization,
            @RequestBody Wanted wanted) {
        return Mono.just(authorization)
                .filter(header -> header.startsWith(BEARER))
                .flatMap(header -> offers.granted(new Token(header.substring(BEARER.length()))))
                .flatMap(badge -> credential(badge, wanted))
                .defaultIfEmpty(ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"")
                        .body(Map.of("error", "invalid_token")));
    }

    private Mono<ResponseEntity<Map<String, ?>>> credential(UUID badge, Wanted wanted) {
        var configuration = wanted.configuration();
        if (configuration == null) {
            return Mono.just(refused(HttpStatus.BAD_REQUEST, "invalid_credential_request"));
        }
        var form = Form.of(configuration);
        if (form.isEmpty()) {
            return Mono.just(refused(HttpStatus.BAD_REQUEST, "unknown_credential_configuration"));
        }
        var holder = wanted.proof().flatMap(proof -> Holder.proven(proof, origin));
        return holder.isEmpty()
                ? Mono.just(refused(HttpStatus.BAD_REQUEST, "invalid_proof"))
                : offers.use(new Token(holder.get().nonce()))
                        .flatMap(fresh -> fresh
                                ? bound(badge, holder.get(), form.get())
                                : Mono.just(refused(HttpStatus.BAD_REQUEST, "invalid_nonce")));
    }

    /** As the specification has it (section 8.3.1.2), where problem details would be usual. */
    @ExceptionHandler(ServerWebInputException.class)
    ResponseEntity<Map<String, ?>> unreadable() {
        return refused(HttpStatus.BAD_REQUEST, "invalid_credential_request");
    }

    private Mono<ResponseEntity<Map<String, ?>>> bound(UUID badge, Holder holder, Form form) {
        return bind.bind(badge, holder)
                .<ResponseEntity<Map<String, ?>>>map(signed ->
                        answer(Map.of("credentials", List.of(Map.of("credential", form.write(signed))))))
                .defaultIfEmpty(refused(HttpStatus.BAD_REQUEST, "credential_request_denied"));
    }

    private static ResponseEntity<Map<String, ?>> answer(Map<String, ?> body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }

    private static ResponseEntity<Map<String, ?>> refused(HttpStatus status, String error) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .body(Map.of("error", error));
    }
}
