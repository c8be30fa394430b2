package market.tessera.checkout.transcript;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import market.tessera.checkout.badge.Badge;
import market.tessera.checkout.badge.OpenBadge;
import market.tessera.checkout.issuer.Issuer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes several badges as one credential (1EdTech Comprehensive Learner Record 2.0), yet to be secured. */
@Component
class ClrCredential {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final JsonMapper json;

    ClrCredential(JsonMapper json) {
        this.json = json;
    }

    /** Each badge stands in it with its own issuer's proof. It is partial: nobody but the learner knows whether there is more elsewhere. */
    ObjectNode write(List<Badge> badges, Issuer issuer, String name, String email, Instant at) {
        var credential = JSON.objectNode();
        credential
                .putArray("@context")
                .add("https://www.w3.org/ns/credentials/v2")
                .add("https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json")
                .add("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json");
        credential.put("id", "urn:uuid:" + UUID.randomUUID());
        credential.putArray("type").add("VerifiableCredential").add("ClrCredential");
        credential.put("name", name);
        credential.set("issuer", issuer.profile());
        credential.put("validFrom", at.toString());
        credential.put("partial", true);
        var subject = credential.putObject("credentialSubject").put("id", "urn:uuid:" + UUID.randomUUID());
        subject.putArray("type").add("ClrSubject");
        subject.putArray("identifier").add(OpenBadge.identity(email));
        var held = subject.putArray("verifiableCredential");
        badges.forEach(badge -> held.add(json.readTree(badge.credential())));
        return credential;
    }
}
