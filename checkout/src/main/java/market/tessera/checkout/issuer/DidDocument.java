package market.tessera.checkout.issuer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import market.tessera.checkout.keys.VerificationKey;
import org.jspecify.annotations.Nullable;

/** What an issuer's identifier resolves to (W3C DID Core, did:web): all keys it has ever signed with. */
public record DidDocument(
        @JsonProperty("@context") List<String> context,
        String id,
        List<String> alsoKnownAs,
        List<Method> verificationMethod,
        List<String> assertionMethod) {

    /** A key. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Method(
            String id,
            String type,
            String controller,
            @Nullable String publicKeyMultibase,
            @Nullable Map<String, Object> publicKeyJwk) {}

    static DidDocument of(Issuer issuer, List<VerificationKey> keys) {
        return new DidDocument(
                List.of(
                        "https://www.w3.org/ns/did/v1",
                        "https://w3id.org/security/multikey/v1",
                        "https://w3id.org/security/jwk/v1"),
                issuer.did(),
                List.of(issuer.url().toString()),
                keys.stream().map(key -> method(issuer, key)).toList(),
                keys.stream().map(key -> issuer.method(key.id())).toList());
    }

    private static Method method(Issuer issuer, VerificationKey key) {
        var id = issuer.method(key.id());
        return switch (key.algorithm()) {
            case ED25519 -> new Method(id, "Multikey", issuer.did(), key.id(), null);
            case RS256 ->
                new Method(id, "JsonWebKey", issuer.did(), null, key.toJwk().toJSONObject());
        };
    }
}
