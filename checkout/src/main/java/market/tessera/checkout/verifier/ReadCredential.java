package market.tessera.checkout.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import market.tessera.checkout.credential.BakedPng;
import market.tessera.checkout.credential.BakedSvg;
import market.tessera.checkout.credential.CredentialToken;
import market.tessera.checkout.outbound.Fetch;
import market.tessera.checkout.outbound.Fetch.Failed;
import market.tessera.checkout.outbound.Fetch.Got;
import market.tessera.checkout.verifier.Reading.Found;
import market.tessera.checkout.verifier.Reading.Problem;
import market.tessera.checkout.verifier.Reading.Unreadable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Finds the credential in what somebody hands in: JSON, a JWT, an image with one inside, or the address of any of these. */
@Component
class ReadCredential {
    private static final String ACCEPT =
            "application/vc+ld+json, application/vc, application/vc+jwt, application/ld+json, application/json, image/png, image/svg+xml";

    private final Documents documents;
    private final JsonMapper json;

    ReadCredential(Documents documents, JsonMapper json) {
        this.documents = documents;
        this.json = json;
    }

    Mono<Reading> read(byte[] file) {
        return Mono.fromCallable(() -> reading(file));
    }

    /** @param text a credential, or an address */
    Mono<Reading> read(String text) {
        return isAddress(text) ? fetch(text) : read(text.getBytes(UTF_8));
    }

    private Mono<Reading> fetch(String address) {
        try {
            return documents.get(new URI(address), ACCEPT).map(this::reading);
        } catch (java.net.URISyntaxException malformed) {
            return Mono.just(new Unreadable(Problem.ADDRESS));
        }
    }

    private Reading reading(Fetch fetch) {
        return switch (fetch) {
            case Got(var content) -> reading(content.bytes());
            case Failed(var reason) ->
                new Unreadable(
                        switch (reason) {
                            case ADDRESS -> Problem.ADDRESS;
                            case NOT_PUBLIC -> Problem.NOT_PUBLIC;
                            case SILENT -> Problem.SILENT;
                            case MISSING -> Problem.MISSING;
                            case TOO_LARGE -> Problem.TOO_LARGE;
                        });
        };
    }

    private Reading reading(byte[] bytes) {
        if (BakedPng.isPng(bytes)) {
            return BakedPng.credential(bytes).map(this::credential).orElse(new Unreadable(Problem.PLAIN_IMAGE));
        }
        var text = new String(bytes, UTF_8).strip().replaceFirst("^\uFEFF", "");
        if (text.isEmpty()) {
            return new Unreadable(Problem.NOTHING);
        }
        return text.startsWith("<") ? markup(text) : credential(text);
    }

    private Reading markup(String text) {
        var start = text.substring(0, Math.min(text.length(), 1_000)).toLowerCase(Locale.ROOT);
        return BakedSvg.credential(text)
                .map(this::credential)
                .orElseGet(() -> new Unreadable(
                        start.contains("<html")
                                ? Problem.WEB_PAGE
                                : start.contains("<svg") ? Problem.PLAIN_IMAGE : Problem.NO_BADGE));
    }

    private Reading credential(String text) {
        return text.startsWith("{")
                ? object(text).map(ReadCredential::document).orElse(new Unreadable(Problem.NO_BADGE))
                : token(text.strip());
    }

    private static Reading document(ObjectNode document) {
        return Held.token(document).map(ReadCredential::token).orElseGet(() -> presented(document));
    }

    private static Reading token(String text) {
        return CredentialToken.parse(text)
                .map(token -> token.presentation()
                        .map(ReadCredential::presented)
                        .orElseGet(() -> token.credential().has("credentialSubject")
                                ? new Found(token.credential(), Optional.of(token))
                                : new Unreadable(Problem.NO_BADGE)))
                .orElse(new Unreadable(Problem.NO_BADGE));
    }

    /** Wallets hand a badge out inside a presentation: what that presents is looked at, if it is one. */
    private static Reading presented(ObjectNode document) {
        var held = document.path("verifiableCredential");
        var one = held.isArray() && held.size() == 1 ? held.path(0) : held;
        if (one.isArray() && !one.isEmpty()) {
            return new Unreadable(Problem.SEVERAL);
        }
        return one.isMissingNode() || one.isArray()
                ? credential(document)
                : Held.in(one).<Reading>map(Found::asPresented).orElse(new Unreadable(Problem.NO_BADGE));
    }

    private static Reading credential(ObjectNode document) {
        if (document.path("@context").asString("").startsWith("https://w3id.org/openbadges/")) {
            return new Unreadable(Problem.OLD_BADGE);
        }
        return document.path("credentialSubject").isMissingNode()
                ? new Unreadable(Problem.NO_BADGE)
                : new Found(document, Optional.empty());
    }

    private Optional<ObjectNode> object(String text) {
        try {
            return Optional.of(json.readTree(text)).filter(JsonNode::isObject).map(ObjectNode.class::cast);
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }

    private static boolean isAddress(String text) {
        return text.regionMatches(true, 0, "https:", 0, 6) || text.regionMatches(true, 0, "http:", 0, 5);
    }
}
