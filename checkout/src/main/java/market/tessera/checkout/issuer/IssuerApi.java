package market.tessera.checkout.issuer;

import java.time.Duration;
import java.util.Map;
import market.tessera.platform.problem.Problem;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Publishes who signs badges and with which keys. */
@RestController
class IssuerApi {
    private final PublishedIssuers issuers;

    IssuerApi(PublishedIssuers issuers) {
        this.issuers = issuers;
    }

    @GetMapping("/badges/issuers/{slug}/did.json")
    Mono<ResponseEntity<DidDocument>> document(@PathVariable String slug) {
        return issuers.document(slug)
                .map(document -> published("application/did+json", document))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("No issuer has this identifier")));
    }

    @GetMapping("/badges/issuers/{slug}/keys/{id}")
    Mono<ResponseEntity<Map<String, Object>>> key(@PathVariable String slug, @PathVariable String id) {
        return issuers.key(slug, id)
                .map(key -> published("application/jwk+json", key))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("This issuer has no such key")));
    }

    /** Verifiers run in browsers too, on pages of other sites. */
    private static <T> ResponseEntity<T> published(String type, T body) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type))
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
                .header("Access-Control-Allow-Origin", "*")
                .body(body);
    }
}
