package market.tessera.checkout.badge;

import java.time.Instant;
import java.util.UUID;
import market.tessera.checkout.credential.Recipient;
import market.tessera.checkout.issuer.Issuer;
import market.tessera.checkout.status.StatusEntry;
import market.tessera.checkout.status.StatusLists.Slot;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes what a badge says as an Open Badges 3.0 credential, yet to be secured. */
@Component
public class OpenBadge {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String origin;

    OpenBadge(@Value("${tessera.public-url}") String origin) {
        this.origin = origin;
    }

    /**
     * What every badge has.
     *
     * @param slot where it will be marked if it is revoked
     */
    public record Frame(UUID id, Issuer issuer, String name, Slot slot, Instant at) {}

    /** @param subject whom it is given to and for what, as {@link #subject} writes it */
    public ObjectNode write(Frame frame, ObjectNode subject) {
        var credential = JSON.objectNode();
        credential
                .putArray("@context")
                .add("https://www.w3.org/ns/credentials/v2")
                .add("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json");
        credential.put("id", origin + "/badges/" + frame.id());
        credential.putArray("type").add("VerifiableCredential").add("OpenBadgeCredential");
        credential.put("name", frame.name());
        credential.set("issuer", frame.issuer().profile());
        credential.put("validFrom", frame.at().toString());
        credential.set("credentialSubject", subject);
        credential.set("credentialStatus", StatusEntry.of(origin, frame.slot()));
        return credential;
    }

    /** @param email of the recipient, of whom nothing but a hash of it is told */
    public static ObjectNode subject(String email, ObjectNode achievement) {
        var subject = JSON.objectNode().put("id", "urn:uuid:" + UUID.randomUUID());
        subject.putArray("type").add("AchievementSubject");
        subject.putArray("identifier").add(identity(email));
        subject.set("achievement", achievement);
        return subject;
    }

    /** An e-mail address, hashed with a salt of its own. */
    public static ObjectNode identity(String email) {
        var recipient = Recipient.of(email);
        return JSON.objectNode()
                .put("type", "IdentityObject")
                .put("hashed", true)
                .put("identityHash", recipient.hash())
                .put("identityType", "emailAddress")
                .put("salt", recipient.salt());
    }

    /** The badge's picture, as its achievement shows it. */
    public ObjectNode image(UUID badge, String caption) {
        return JSON.objectNode()
                .put("id", origin + "/badges/" + badge + "/image.svg")
                .put("type", "Image")
                .put("caption", caption);
    }
}
