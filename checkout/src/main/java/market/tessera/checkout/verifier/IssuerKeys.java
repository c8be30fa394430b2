package market.tessera.checkout.verifier;

import java.net.URI;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import market.tessera.checkout.keys.Multikey;
import market.tessera.checkout.keys.PublicJwk;
import market.tessera.checkout.outbound.Fetch;
import market.tessera.checkout.verifier.KeyFinding.Claimed;
import market.tessera.checkout.verifier.KeyFinding.Foreign;
import market.tessera.checkout.verifier.KeyFinding.Itself;
import market.tessera.checkout.verifier.KeyFinding.Over;
import market.tessera.checkout.verifier.KeyFinding.Published;
import market.tessera.checkout.verifier.KeyFinding.Unlisted;
import market.tessera.checkout.verifier.KeyFinding.Unreachable;
import market.tessera.checkout.verifier.KeyFinding.Unsupported;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds the keys that signatures name, and whether they are the issuer's: by what the issuer publishes, never by what the credential says alone. */
@Component
class IssuerKeys {
    private static final String ACCEPT =
            "application/did+json, application/jwk+json, application/ld+json, application/json";
    private static final Pattern BELOW = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+");
    private static final TypeReference<java.util.Map<String, Object>> MEMBERS = new TypeReference<>() {};

    private final Documents documents;
    private final JsonMapper json;
    private final Clock clock;

    IssuerKeys(Documents documents, JsonMapper json, Clock clock) {
        this.documents = documents;
        this.json = json;
        this.clock = clock;
    }

    /** The key of a Data Integrity proof, named by its verification method. */
    Mono<KeyFinding> ofMethod(String issuer, String method) {
        var owner = method.split("#", 2)[0];
        if (!owner.equals(issuer)) {
            return Mono.just(new Foreign(owner));
        }
        return Did.isKey(issuer)
                ? Mono.just(itself(issuer))
                : document(issuer)
                        .map(published -> lookUp(published, issuer, method))
                        .switchIfEmpty(Mono.fromSupplier(() -> enclosed(method)));
    }

    /**
     * The key of a JWT.
     *
     * @param name its {@code kid}: a verification method, or the address of the key as JWK
     * @param enclosed the key that the token brings
     */
    Mono<KeyFinding> ofToken(String issuer, Optional<String> name, Optional<PublicKey> enclosed) {
        var method = name.filter(kid -> kid.contains("#")).map(kid -> absolute(kid, issuer));
        if (method.isPresent() && enclosed.isEmpty()) {
            return ofMethod(issuer, method.get());
        }
        return Mono.justOrEmpty(enclosed)
                .flatMap(key -> confirm(issuer, key, false))
                .switchIfEmpty(Mono.justOrEmpty(name)
                        .flatMap(address ->
                                fetchKey(address).flatMap(key -> confirm(issuer, key, isBelow(issuer, address)))))
                .switchIfEmpty(Mono.fromSupplier(() -> name.isPresent() ? new Unreachable() : new Unsupported()));
    }

    /** Whether an address is one of the issuer's own, written so that it cannot lead out again. */
    private static boolean isBelow(String issuer, String address) {
        return address.startsWith(issuer + "/")
                && BELOW.matcher(address.substring(issuer.length())).matches();
    }

    private static KeyFinding itself(String issuer) {
        return Did.key(issuer).map(key -> (KeyFinding) new Itself(key)).orElse(new Unsupported());
    }

    /** @param fetched whether the key was found at an address of the issuer's; what a token says of the key it brings is no proof */
    private Mono<KeyFinding> confirm(String issuer, PublicKey key, boolean fetched) {
        if (Did.isKey(issuer)) {
            return Mono.just(
                    Did.key(issuer).filter(own -> same(own, key)).isPresent() ? new Itself(key) : new Unlisted());
        }
        return document(issuer)
                .map(published -> confirm(published, issuer, key, fetched))
                .defaultIfEmpty(new Claimed(key));
    }

    private KeyFinding confirm(JsonNode published, String issuer, PublicKey key, boolean fetched) {
        if (fetched || lists(published, issuer, key)) {
            return new Published(key);
        }
        return methods(published).findAny().isPresent() ? new Unlisted() : new Claimed(key);
    }

    /** In a document without any keys, such as an issuer's plain profile, the method may still spell the key out. */
    private KeyFinding lookUp(JsonNode published, String issuer, String method) {
        if (!published.path("id").asString(issuer).equals(issuer)) {
            return new Foreign(published.path("id").asString(""));
        }
        if (methods(published).findAny().isEmpty()) {
            return enclosed(method);
        }
        return methods(published)
                .filter(entry -> absolute(entry.path("id").asString(""), issuer).equals(method))
                .findFirst()
                .filter(_ -> mayAssert(published, issuer, method))
                .map(entry -> over(entry)
                        .<KeyFinding>map(Over::new)
                        .orElseGet(
                                () -> key(entry).<KeyFinding>map(Published::new).orElse(new Unsupported())))
                .orElse(new Unlisted());
    }

    /** Since when the issuer's own key counts no more, whatever it signed (W3C Controlled Identifiers 1.0, {@code expires} and {@code revoked}). */
    private Optional<Instant> over(JsonNode entry) {
        return Stream.of("revoked", "expires")
                .map(member -> Moments.in(entry.path(member)))
                .flatMap(Optional::stream)
                .filter(end -> !end.isAfter(clock.instant()))
                .min(Comparator.naturalOrder());
    }

    private static KeyFinding enclosed(String method) {
        return Multikey.decode(method.substring(method.indexOf('#') + 1))
                .map(key -> (KeyFinding) new Claimed(key))
                .orElse(new Unreachable());
    }

    private boolean lists(JsonNode published, String issuer, PublicKey wanted) {
        return methods(published)
                .filter(entry ->
                        mayAssert(published, issuer, absolute(entry.path("id").asString(""), issuer)))
                .filter(entry -> over(entry).isEmpty())
                .map(this::key)
                .flatMap(Optional::stream)
                .anyMatch(key -> same(key, wanted));
    }

    private static Stream<JsonNode> methods(JsonNode published) {
        return Stream.concat(
                        published.path("verificationMethod").valueStream(),
                        published.path("assertionMethod").valueStream())
                .filter(JsonNode::isObject);
    }

    private static boolean mayAssert(JsonNode published, String issuer, String method) {
        return published
                .path("assertionMethod")
                .valueStream()
                .map(entry -> entry.isObject() ? entry.path("id").asString("") : entry.asString(""))
                .anyMatch(id -> absolute(id, issuer).equals(method));
    }

    private static String absolute(String id, String issuer) {
        return id.startsWith("#") ? issuer + id : id;
    }

    private Optional<PublicKey> key(JsonNode entry) {
        return entry.path("publicKeyJwk").isObject()
                ? PublicJwk.read(json.convertValue(entry.path("publicKeyJwk"), MEMBERS))
                : Multikey.decode(entry.path("publicKeyMultibase").asString(""));
    }

    private Mono<PublicKey> fetchKey(String address) {
        return Mono.justOrEmpty(Did.document(address))
                .flatMap(this::fetch)
                .mapNotNull(found ->
                        PublicJwk.read(json.convertValue(found, MEMBERS)).orElse(null));
    }

    private Mono<JsonNode> document(String issuer) {
        return Mono.justOrEmpty(Did.document(issuer)).flatMap(this::fetch);
    }

    private Mono<JsonNode> fetch(URI address) {
        return documents.getFromItself(address, ACCEPT).flatMap(fetch -> switch (fetch) {
            case Fetch.Got(var content) -> Mono.justOrEmpty(object(content.bytes()));
            case Fetch.Failed _ -> Mono.empty();
        });
    }

    private Optional<JsonNode> object(byte[] bytes) {
        try {
            return Optional.of(json.readTree(bytes)).filter(JsonNode::isObject);
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }

    private static boolean same(PublicKey one, PublicKey other) {
        return Arrays.equals(one.getEncoded(), other.getEncoded());
    }
}
