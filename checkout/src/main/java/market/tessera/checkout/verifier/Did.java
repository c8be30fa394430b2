package market.tessera.checkout.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import market.tessera.checkout.keys.Multikey;
import market.tessera.checkout.keys.PublicJwk;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Identifiers of issuers (W3C DID Core and the methods' own specifications): where they resolve to, or which key they are. */
public final class Did {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String WEB = "did:web:";
    private static final String KEY = "did:key:";
    private static final String JWK = "did:jwk:";
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+(:\\d{1,5})?");
    private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

    private Did() {}

    /** Where the issuer's document is published; nothing for identifiers that are keys, or of unknown kinds. */
    static Optional<URI> document(String id) {
        try {
            return id.startsWith(WEB)
                    ? web(id.substring(WEB.length()))
                    : id.startsWith("https://") || id.startsWith("http://")
                            ? Optional.of(new URI(id))
                            : Optional.empty();
        } catch (URISyntaxException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    public static boolean isKey(String id) {
        return id.startsWith(KEY) || id.startsWith(JWK);
    }

    /** The key that the identifier itself is. */
    public static Optional<PublicKey> key(String id) {
        return id.startsWith(KEY) ? Multikey.decode(id.substring(KEY.length())) : jwk(id.substring(JWK.length()));
    }

    private static Optional<PublicKey> jwk(String encoded) {
        try {
            var key = JSON.readTree(Base64.getUrlDecoder().decode(encoded));
            return key.isObject() ? PublicJwk.read(JSON.convertValue(key, MEMBERS)) : Optional.empty();
        } catch (IllegalArgumentException | JacksonException malformed) {
            return Optional.empty();
        }
    }

    /** {@code did:web:example.com%3A8443:issuers:1} is {@code https://example.com:8443/issuers/1/did.json}. A host is nothing but that. */
    private static Optional<URI> web(String rest) throws URISyntaxException {
        var parts = rest.split(":", -1);
        var path = Arrays.stream(parts).skip(1).collect(Collectors.joining("/"));
        var host = URLDecoder.decode(parts[0], UTF_8);
        return HOST.matcher(host).matches()
                ? Optional.of(new URI("https://" + host + "/" + (path.isEmpty() ? ".well-known" : path) + "/did.json"))
                : Optional.empty();
    }
}
