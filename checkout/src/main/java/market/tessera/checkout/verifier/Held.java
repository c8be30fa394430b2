package market.tessera.checkout.verifier;

import java.util.Optional;
import java.util.regex.Pattern;
import market.tessera.checkout.credential.CredentialToken;
import market.tessera.checkout.verifier.Reading.Found;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Credentials inside other documents: as objects, as JWTs, or as JWTs in an envelope (W3C Verifiable Credentials Data Model 2.0, section 4.13). */
final class Held {
    private static final Pattern ENVELOPE = Pattern.compile("data:application/v[cp](?:\\+ld\\+json)?\\+jwt,(.+)");

    private Held() {}

    /** Nothing where it says nothing of anybody. */
    static Optional<Found> in(JsonNode held) {
        return token(held)
                .map(token ->
                        CredentialToken.parse(token).map(parsed -> new Found(parsed.credential(), Optional.of(parsed))))
                .orElseGet(() -> Optional.of(held)
                        .filter(ObjectNode.class::isInstance)
                        .map(object -> new Found((ObjectNode) object, Optional.empty())))
                .filter(found -> found.credential().has("credentialSubject"));
    }

    /** The JWT that stands for a credential, or for a presentation. */
    static Optional<String> token(JsonNode held) {
        if (held.isString()) {
            return Optional.of(held.asString());
        }
        var envelope = ENVELOPE.matcher(held.path("id").asString(""));
        return envelope.matches() ? Optional.of(envelope.group(1)) : Optional.empty();
    }
}
