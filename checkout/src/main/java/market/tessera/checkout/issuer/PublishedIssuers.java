package market.tessera.checkout.issuer;

import java.util.Map;
import market.tessera.checkout.keys.SigningKey.Algorithm;
import market.tessera.checkout.keys.SigningKeys;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What anybody may read of those who issue here. */
@Component
public class PublishedIssuers {
    private final Issuers issuers;
    private final SigningKeys keys;

    PublishedIssuers(Issuers issuers, SigningKeys keys) {
        this.issuers = issuers;
        this.keys = keys;
    }

    /** What an issuer's identifier resolves to. */
    public Mono<DidDocument> document(String slug) {
        return issuers.find(slug)
                .flatMap(issuer ->
                        keys.published(issuer.keyOwner()).collectList().map(found -> DidDocument.of(issuer, found)));
    }

    /** One of its RSA keys, as JWK. */
    public Mono<Map<String, Object>> key(String slug, String id) {
        return issuers.find(slug)
                .flatMapMany(issuer -> keys.published(issuer.keyOwner()))
                .filter(key -> key.algorithm() == Algorithm.RS256 && key.id().equals(id))
                .next()
                .map(key -> key.toJwk().toJSONObject());
    }
}
